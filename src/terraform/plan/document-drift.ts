/** The check of the Session documents for what no plan shows. Knows the names of the locals that it needs, not what documents there are. */
import type { Argument, Assertion, Block } from './block.js';
import { normalisedContent } from './ssm-document.js';
import { call, differ, type Expression, equal, reference, template, text } from './value.js';

/**
 * Drift that no plan shows, asked for after each plan and apply, once for all documents. StartSession names no version and
 * is reported to run the latest, while the provider reads only the latest: a default version that was rolled back is not
 * seen (https://github.com/aws/session-manager-plugin/issues/112). And where AWS refuses a content that an earlier version
 * had, the provider only moves the default version and reports success.
 *
 * `which` makes the list of the documents of which a condition is true; the condition knows one as `document`. `content` is what was
 * generated for it.
 */
export function driftCheck(
  documents: Argument,
  content: Expression,
  which: (where: Expression) => Expression,
): readonly Block[] {
  const of = (attribute: string) => reference('document', attribute);
  const generated = call('jsonencode', content);
  const noneOf = (local: string, problem: string): Assertion => ({
    condition: equal(call('length', reference('local', local)), { kind: 'number', number: 0 }),
    message: template(`${problem}: `, call('join', text(', '), reference('local', local)), '.'),
  });
  return [
    {
      kind: 'locals',
      values: [
        documents,
        {
          name: 'documents_with_another_default',
          value: which(differ(of('default_version'), of('latest_version'))),
          comment: 'Somebody changed the default version outside of Terraform.',
        },
        {
          name: 'documents_with_another_content',
          value: which(differ(normalisedContent(of), generated)),
          comment: 'AWS has something else than the content above.',
        },
      ],
    },
    {
      kind: 'check',
      label: 'documents',
      assertions: [
        noneOf(
          'documents_with_another_default',
          'The default version is not the latest, because somebody changed it outside of Terraform',
        ),
        noneOf('documents_with_another_content', 'AWS has another content than this configuration'),
      ],
    },
  ];
}
