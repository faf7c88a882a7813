/** Plans that create documents, and the outputs of `service-control-policies/` that show what guards them. */
import { jsonencode } from '../../../src/aws/json-text.js';
import type { Json } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const [account, root] = ['123456789012', 'r-ab12'];

/** The values of the output, each policy at `targets`. */
const shown = (
  targets: unknown,
  edit: (policies: Json) => void = () => {},
  whole: (output: Json) => Json = (output) => ({ service_control_policies: output }),
): PlanCase => ({
  ...readCase('documents-first'),
  attachedPolicies: ({ serviceControlPolicies }) => {
    const policies: Json = Object.fromEntries(
      serviceControlPolicies.map((policy, at) => [
        `ssm-runas-${at + 1}`,
        {
          id: `p-${at + 1}`,
          arn: `arn:aws:organizations::999999999999:policy/o-a1b2c3/service_control_policy/p-${at + 1}`,
          type: 'SERVICE_CONTROL_POLICY',
          content: jsonencode(policy),
          targets,
        },
      ]),
    );
    edit(policies);
    return [JSON.stringify(whole({ sensitive: false, type: 'dynamic', value: policies }))];
  },
});

const first = (edit: (policy: Json) => void) =>
  shown([root], (policies) => {
    edit(policies['ssm-runas-1']);
  });

const unreadable = ['gate-scp-unreadable', 'gate-scp-unseen'];

export const appliedServiceControl: readonly CorpusEntry[] = [
  entry('attached to the root', shown([root])),
  entry('attached to the account', shown([account])),
  entry('attached to another account', shown(['999999999998']), 'gate-scp-unattached'),
  entry('attached to some unit', shown(['ou-ab12-cdefgh34']), 'gate-scp-reach-unclear'),
  entry('attached to nothing', shown([]), 'gate-scp-unattached'),
  entry(
    'attached to a unit above, of which the file says the accounts',
    shown(
      ['ou-ab12-cdefgh34'],
      () => {},
      (output) => ({
        outputs: { service_control_policies: output },
        accounts: [[account, 'ou-ab12-cdefgh34', root]],
      }),
    ),
  ),
  entry(
    'the value of the output alone',
    shown(
      [root],
      () => {},
      ({ value }) => ({ service_control_policies: value }),
    ),
  ),
  entry(
    'outputs of another folder',
    shown(
      [root],
      () => {},
      () => ({ outputs: { documents: {} } }),
    ),
    ...unreadable,
  ),
  entry(
    'no policy',
    shown([root], (policies) => {
      delete policies['ssm-runas-1'];
    }),
    ...unreadable,
  ),
  entry(
    'one more policy, which is none',
    shown([root], (policies) => {
      policies['ssm-runas-2'] = { ...policies['ssm-runas-1'], content: 'null' };
    }),
    ...unreadable,
  ),
  entry(
    'a policy of another type',
    first((policy) => {
      policy.type = 'RESOURCE_CONTROL_POLICY';
    }),
    ...unreadable,
  ),
  entry(
    'a target that is not known yet',
    first((policy) => {
      policy.targets = null;
    }),
    ...unreadable,
  ),
  ...['r-AB12', 'ou-ab12', '12345678901', `${account} `].map((target) =>
    entry(`a target that is no id: "${target}"`, shown([root, target]), ...unreadable),
  ),
  entry(
    'with another statement by the same name, and one more policy',
    shown([root], (policies) => {
      const [first, second] = ['ssm-runas-1', 'ssm-runas-2'].map(() =>
        structuredClone(policies['ssm-runas-1']),
      );
      const content = JSON.parse(first.content);
      content.Statement[0].Action = 'iam:TagRole';
      first.content = JSON.stringify(content);
      second.content = JSON.stringify({ ...content, Statement: content.Statement.slice(-1) });
      Object.assign(policies, { 'ssm-runas-1': first, 'ssm-runas-2': { ...second, id: 'p-2' } });
    }),
    'gate-scp-differs',
  ),
  entry(
    'without a statement',
    first((policy) => {
      const content = JSON.parse(policy.content);
      content.Statement.shift();
      policy.content = JSON.stringify(content);
    }),
    'gate-scp-differs',
  ),
];
