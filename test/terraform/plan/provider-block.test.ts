import { describe, expect, test } from 'vitest';
import { addBlock } from '../../../src/terraform/json/add-block.js';
import { newModule } from '../../../src/terraform/json/module.js';
import { dataSource, resource } from '../../../src/terraform/plan/provider-block.js';
import { list, text } from '../../../src/terraform/plan/value.js';

describe('a resource', () => {
  test('has arguments in the given order, and nested blocks', () => {
    const block = resource('aws_ssoadmin_instance_access_control_attributes', 'this', {
      attribute: [{ key: text('CostCenter'), value: [{ source: list([text('a')]) }] }],
      instance_arn: text('arn'),
    });
    expect(block.arguments).toEqual([{ name: 'instance_arn', value: text('arn') }]);
    expect(block.blocks).toEqual([
      {
        type: 'attribute',
        isSingle: false,
        arguments: [{ name: 'key', value: text('CostCenter') }],
        blocks: [
          {
            type: 'value',
            isSingle: false,
            arguments: [{ name: 'source', value: list([text('a')]) }],
            blocks: [],
          },
        ],
      },
    ]);
  });

  test('has no argument that is undefined', () => {
    const block = dataSource('aws_ssoadmin_permission_set', 'dev', {
      instance_arn: text('arn'),
      name: undefined,
      arn: text('arn'),
    });
    expect(block.arguments.map(({ name }) => name)).toEqual(['instance_arn', 'arn']);
  });

  /** `npm run typecheck` reports each comment below if the line after it compiles. */
  test('neither compiles nor becomes JSON with a name that the provider does not know', () => {
    const document = { content: text('{}'), document_type: text('Session'), name: text('dev') };
    const wrong = [
      // @ts-expect-error: the argument is misspelled
      resource('aws_ssm_document', 'dev', { ...document, document_fromat: text('JSON') }),
      // @ts-expect-error: the type is misspelled
      resource('aws_ssm_documents', 'dev', document),
    ];
    const errors = ['the argument document_fromat of aws_ssm_document.dev', 'aws_ssm_documents'];
    wrong.forEach((block, at) => {
      expect(() => addBlock(newModule(), block)).toThrow(errors[at]);
    });
  });
});
