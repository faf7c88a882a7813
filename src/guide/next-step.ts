/**
 * What comes after a step: the key of the mapping to change, or, at the end, the last service control policies.
 */
import { runAsTag } from '../aws/names.js';
import { code, type Section, shell } from '../markdown/strings.js';
import { attachPolicies } from './attach-policies.js';
import type { Situation } from './situation.js';

export function nextStep(situation: Situation): Section {
  const { mapping, mappingArgument } = situation;
  const generate = shell(`npx ssm-runas-gen generate${mappingArgument}`);
  const edit = (value: string) => `In ${code(mapping.fileName)} set ${code(`rollout: ${value}`)}, then:`;
  switch (mapping.step.attribute) {
    case 'stays':
      return {
        heading: 'Next step',
        body: [
          `When every role's session was tried, and section 1 left nothing open. ${edit('switch')}`,
          generate,
          'Commit what changed, and read this file anew: it then describes that step.',
        ],
      };
    case 'goes':
      return {
        heading: 'Next step',
        body: [
          `When nobody comes with the tag any more, or those who do may be sent to sign in anew. ${edit('enforce')}`,
          generate,
          'Commit what changed, and read this file anew. To try it with a few people first, set `principalTag: forbid` for one role and stay at `switch`.',
        ],
      };
    case 'gone':
      return {
        heading: 'Last: the service control policies',
        body: [
          ...(situation.access.serviceControlPolicies.length === 0
            ? [
                `None is written: ${code('guardrails: none')}. Whoever has broad rights to start sessions may use any role's document.`,
              ]
            : [
                `Those of this step also keep ${code(runAsTag)} off roles, users and sessions. Where they are not attached yet, anybody with broad rights to start sessions may pick any role's document.`,
                ...attachPolicies(situation),
              ]),
          'This was the last step.',
        ],
      };
  }
}
