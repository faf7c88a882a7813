/** Policies before the plan whose statements have the Sids that are generated, and deny less than these. */
import type { Access } from '../../../src/access/access.js';
import { at, type Json } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

/** The captured plan without `depends_on`; before it, the policies of the mapping are applied but for one statement. */
const applied = (base: string, sid: string, edit: (statement: Json) => void): PlanCase => ({
  ...readCase(base),
  later:
    ({ roles }: Access) =>
    (plan: Json) => {
      delete plan.configuration.root_module.resources[0].depends_on;
      for (const { role, policyText } of roles) {
        const policy = JSON.parse(policyText);
        edit(policy.Statement.find(({ Sid }: Json) => Sid === sid));
        at(plan, `inline_policy.${role.name}`).change.before.inline_policy = JSON.stringify(policy);
      }
    },
});

const weaker: readonly (readonly [what: string, edit: (statement: Json) => void])[] = [
  [
    'under a condition',
    (statement) => {
      statement.Condition = { ...statement.Condition, Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
    },
  ],
  [
    'in one Region alone',
    (statement) => {
      statement.Condition = { ...statement.Condition, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    },
  ],
  [
    'for another action',
    (statement) => {
      statement.Action = 'ssm:ResumeSession';
    },
  ],
  [
    'as an Allow',
    (statement) => {
      statement.Effect = 'Allow';
    },
  ],
];

const closing = 'DenyOtherDocuments';
const ofTag = 'DenyRunAsTag';

export const weakenedStatements: readonly CorpusEntry[] = [
  ...weaker.map(([what, edit]) =>
    entry(`${closing}, ${what}`, applied('switch', closing, edit), 'gate-attributes-first'),
  ),
  entry(
    `${closing}, not for the default document`,
    applied('switch', closing, (statement) => {
      statement.NotResource.push('arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell');
    }),
    'gate-attributes-first',
  ),
  entry(
    `${closing}, written otherwise`,
    applied('switch', closing, (statement) => {
      statement.Action = ['ssm:StartSession', 'ssm:ResumeSession'];
      statement.NotResource.push('arn:aws:ssm:*:*:document/Other');
    }),
  ),
  ...weaker.map(([what, edit]) =>
    entry(`${ofTag}, ${what}`, applied('straight-to-enforce', ofTag, edit), 'gate-tag-deny-early'),
  ),
  entry(
    `${ofTag}, as it is generated`,
    applied('straight-to-enforce', ofTag, () => {}),
  ),
];
