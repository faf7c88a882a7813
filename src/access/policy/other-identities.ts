/**
 * Which statements of a merge file let people become another principal, or change what principals may: no statement of the generated
 * policy holds such a person. Looks at actions alone; people must judge what a resource or a condition leaves of them.
 */
import { identityChanges } from '../../aws/identity-changes.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { many, type PolicyDocument, type Statement } from '../../iam/policy.js';

/** In lower case, as patterns of actions are compared. */
const actions = [...Object.values(identityChanges).flatMap(Object.keys), 'sts:AssumeRole'].map((action) =>
  action.toLowerCase(),
);

/** Positions of Allow statements, from 0. */
export function allowsOtherIdentities({ Statement }: PolicyDocument): readonly number[] {
  return Statement.flatMap((statement, index) =>
    statement.Effect === 'Allow' && actions.some((action) => coversAction(statement, action)) ? [index] : [],
  );
}

function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const isAmong = (patterns: readonly string[]) =>
    patterns.some((pattern) => compileGlob(globOf(pattern.toLowerCase()))(action));
  return Action === undefined ? !isAmong(many(NotAction ?? [])) : isAmong(many(Action));
}
