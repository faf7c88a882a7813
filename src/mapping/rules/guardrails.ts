/** The deny list by choice: exceptions that except something, denies that leave sessions possible, service control policies to attach. */

import { documentReadActions, nodeSearchActions } from '../../aws/session-actions.js';
import { exceptableActions } from '../../aws/ways-around.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { mergedGuardrails, ownGuardrails } from '../merge-settings.js';
import type { Guardrails } from '../model.js';
import { nearest } from '../nearest.js';
import type { WellFormed, WrittenGuardrails } from '../schema/raw-mapping.js';
import { type Rule, type RuleContext, reportIdle } from './context.js';

/** What a role's own policy allows; whoever loses one of these has no sessions. */
const neededActions = [
  'ssm:StartSession',
  'ssm:ResumeSession',
  'ssm:TerminateSession',
  'ssmmessages:OpenDataChannel',
  ...nodeSearchActions,
  ...documentReadActions,
  'kms:GenerateDataKey',
];

interface WrittenList {
  readonly path: Path;
  readonly written: WellFormed<Exclude<WrittenGuardrails, string>>;
  readonly list: Guardrails['list'];
}

function writtenLists({ mapping, roles }: RuleContext): WrittenList[] {
  const all = [
    { path: ['guardrails'], written: mapping.guardrails, list: ownGuardrails(mapping.guardrails).list },
    ...roles.map(({ name, role }) => ({
      path: ['roles', name, 'guardrails'],
      written: role.guardrails,
      list: mergedGuardrails(mapping, role).list,
    })),
  ];
  return all.flatMap(({ path, written, list }) =>
    typeof written === 'object' ? [{ path, written, list }] : [],
  );
}

export const exceptionsKnown: Rule = (context) => {
  for (const { path, written, list } of writtenLists(context)) {
    if (list === 'none') continue;
    const known = exceptableActions(list);
    for (const [index, action] of (written.except ?? []).entries()) {
      if (action === undefined || known.includes(action)) continue;
      const suggestion = nearest(action, known);
      const isStrict = list === 'standard' && exceptableActions('strict').includes(action);
      context.report(
        'guardrail-exception-unknown',
        { path: [...path, 'except', index] },
        { action, list, isStrict, suggestion },
      );
    }
  }
};

export const guardrailsLeaveSessions: Rule = (context) => {
  for (const { path, written } of writtenLists(context)) {
    for (const [index, pattern] of (written.deny ?? []).entries()) {
      if (pattern === undefined) continue;
      const matches = compileGlob(globOf(pattern.toLowerCase()));
      const actions = neededActions.filter((action) => matches(action.toLowerCase()));
      if (actions.length === 0) continue;
      context.report('guardrail-denies-session', { path: [...path, 'deny', index] }, { pattern, actions });
    }
  }
};

/** Whether there are service control policies to attach. How many there are is known only once they are built. */
export const targetsHavePolicies: Rule = ({ mapping, isWritten, report }) => {
  const path = ['serviceControlPolicies'];
  if (!isWritten(path) || ownGuardrails(mapping.guardrails).list !== 'none') return;
  reportIdle(path, 'with `guardrails: none`, which makes no service control policy', report);
};
