/**
 * What comes after a step: the key of the mapping to change, or, at the end, the service control policies to attach.
 */
import { runAsTag } from '../aws/names.js';
import { bullets, code, codes, type Section, shell } from '../markdown/markdown.js';
import { shellWord } from '../shell/quote.js';
import type { Situation } from './situation.js';

export function nextStep(situation: Situation): Section {
  const { mapping, mappingArgument } = situation;
  const generate = shell(`npx ssm-runas-gen generate${mappingArgument}`);
  const edit = (value: string) => `In ${code(mapping.fileName)} set ${code(`rollout: ${value}`)}, then:`;
  switch (mapping.rollout) {
    case 'prepare':
      return {
        heading: 'Next step',
        body: [
          `When every role's session was tried, and section 1 left nothing open. ${edit('switch')}`,
          generate,
          'Commit what changed, and read this file anew: it then describes that step.',
        ],
      };
    case 'switch':
      return {
        heading: 'Next step',
        body: [
          `When nobody comes with the tag any more, or those who do may be sent to sign in anew. ${edit('enforce')}`,
          generate,
          'Commit what changed, and read this file anew. To try it with a few people first, set `principalTag: forbid` for one role and stay at `switch`.',
        ],
      };
    case 'enforce':
      return { heading: 'Last: the service control policies', body: attachPolicies(situation) };
  }
}

function attachPolicies({ mapping, access, fileOf }: Situation): string[] {
  const count = access.serviceControlPolicies.length;
  if (count === 0) {
    return [
      `None is written: ${code('guardrails: none')}. Whoever has broad rights to start sessions may use any role's document. This was the last step.`,
    ];
  }
  const files = access.serviceControlPolicies.map((_, at) => (at === 0 ? 'scp.json' : `scp-${at + 1}.json`));
  const folder = mapping.output.layout === 'root' ? fileOf('identity-center', '') : 'identity-center/';
  const deployers =
    mapping.documents.deployedBy.length > 0
      ? `document writes are left to ${codes(mapping.documents.deployedBy)};`
      : `document writes are denied to everybody who comes in through Identity Center: deploy by another role, or state ${code('documents.deployedBy')} first;`;
  return [
    `Without them, anybody with broad rights to start sessions may pick any role's document. With credentials of the management account; ${code('target')} is the root or organizational unit that holds the accounts of the nodes. Try a small one first.`,
    shell(
      'target=ou-ab12-cdefgh34',
      ...files.flatMap((file, at) => [
        `policy=$(aws organizations create-policy --name ssm-runas-${at + 1} --type SERVICE_CONTROL_POLICY \\`,
        `  --description ${shellWord('Session documents belong to their permission sets')} \\`,
        `  --content file://${folder}${file} --query Policy.PolicySummary.Id --output text)`,
        'aws organizations attach-policy --policy-id "$policy" --target-id "$target"',
      ]),
    ),
    bullets([
      deployers,
      `nobody may set ${code(runAsTag)} on roles, users or sessions, unless a role states its ${code('principalTag')};`,
      'they do not hold in the management account.',
    ]),
    'This was the last step.',
  ];
}
