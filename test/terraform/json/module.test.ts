/** Constructs that are synthesised one by one yield what cdktf makes of their whole stack, and all that they were given. */
import { describe, expect, it } from 'vitest';
import { addBlock, isRefactoring, type LabelledBlock } from '../../../src/terraform/json/add-block.js';
import { moduleJson, newModule } from '../../../src/terraform/json/module.js';
import type { NestedBlock } from '../../../src/terraform/plan/block.js';
import { plan } from '../../../src/terraform/plan/plan.js';
import { list, text } from '../../../src/terraform/plan/value.js';
import { caseNames, compileCase } from '../../cases/case.js';

/** The kinds that cdktf has constructs for. */
const kinds = ['data', 'locals', 'resource', 'output'];

type Body = { readonly [key: string]: unknown };

const mapValues = (body: Body, change: (value: never) => unknown) =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, change(value as never)]));

const withoutMetadata = (types: Body) =>
  mapValues(types, (labels: Body) => mapValues(labels, ({ '//': _, ...body }: Body) => body));

describe.each(caseNames)('%s', (name) => {
  it('is what cdktf makes of the stacks', async () => {
    const { mapping, access } = await compileCase(name, 'json');
    if (!mapping || !access) throw new Error(`${name} has findings`);
    for (const file of plan(mapping, access)) {
      if (file.kind !== 'terraform') continue;
      const module = newModule();
      for (const block of file.blocks) if (!isRefactoring(block)) addBlock(module, block);
      const stack = module.stack.toTerraform();
      for (const kind of kinds) {
        const ours = moduleJson(module)[kind as 'data'];
        const theirs =
          stack[kind] && (kind === 'data' || kind === 'resource')
            ? withoutMetadata(stack[kind])
            : stack[kind];
        expect(JSON.stringify(ours), `${kind} in ${file.path}`).toBe(JSON.stringify(theirs));
      }
    }
  });
});

describe('an argument that the construct does not know', () => {
  const known = { name: 'instance_arn', value: text('arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5') };
  const attribute = (value: string, source: string): NestedBlock => ({
    type: 'attribute',
    isSingle: false,
    arguments: [{ name: 'key', value: text('CostCenter') }],
    blocks: [
      {
        type: value,
        isSingle: false,
        arguments: [{ name: source, value: list([text('${path:enterprise.costCenter}')]) }],
        blocks: [],
      },
    ],
  });
  /** The plan's own functions refuse a wrong name when they are compiled. */
  const add = (block: object) => () => addBlock(newModule(), block as LabelledBlock);
  const dataSource = (name: string) =>
    add({
      kind: 'data',
      type: 'aws_ssoadmin_permission_set',
      label: 'dev',
      arguments: [known, { name, value: text('Dev') }],
      blocks: [],
      postconditions: [],
    });
  const attributes = (...blocks: readonly NestedBlock[]) =>
    add({
      kind: 'resource',
      type: 'aws_ssoadmin_instance_access_control_attributes',
      label: 'this',
      arguments: [known],
      blocks,
      lifecycle: undefined,
      dependsOn: [],
    });

  it('of a data source is an error', () => {
    expect(dataSource('name')).not.toThrow();
    expect(dataSource('nmae')).toThrow('the argument nmae of aws_ssoadmin_permission_set.dev');
  });

  it('of a nested block is an error, whichever of several it is', () => {
    const right = attribute('value', 'source');
    expect(attributes(right, right)).not.toThrow();
    expect(attributes(right, attribute('valeu', 'source'))).toThrow('the block valeu of');
    expect(attributes(right, attribute('value', 'sources'))).toThrow('the argument sources of');
  });

  it('is an error where it is a nested block itself', () => {
    expect(attributes({ type: 'atribute', isSingle: false, arguments: [], blocks: [] })).toThrow(
      'the block atribute of',
    );
  });
});
