/**
 * Which statements of a merge file allow nothing, because the generated policy denies all of it without a condition. Answers only
 * what is certain: a statement that cannot be compared counts as one that has an effect.
 */
import { globOf, matchesGlob } from '../../iam/glob.js';
import { many, type PolicyDocument, type Statement } from '../../iam/policy.js';

/** Positions of Allow statements in `merged`, from 0. `policy` ends with the statements of `merged`. */
export function allowsWithoutEffect(policy: PolicyDocument, merged: PolicyDocument): readonly number[] {
  const generated = policy.Statement.slice(0, policy.Statement.length - merged.Statement.length);
  const denies = generated.filter(({ Effect, Condition }) => Effect === 'Deny' && Condition === undefined);
  if (denies.length === 0) return [];
  return merged.Statement.flatMap((statement, index) =>
    statement.Effect === 'Allow' && isDenied(statement, denies) ? [index] : [],
  );
}

function isDenied({ Action, Resource }: Statement, denies: readonly Statement[]): boolean {
  // What is left out of a list cannot be covered by one.
  if (Action === undefined || Resource === undefined) return false;
  return many(Action).every((action) =>
    many(Resource).every((resource) =>
      denies.some((deny) => deniesAction(deny, action) && deniesResource(deny, resource)),
    ),
  );
}

function deniesAction({ Action }: Statement, action: string): boolean {
  return (
    Action !== undefined &&
    many(Action).some((pattern) => covers(pattern.toLowerCase(), action.toLowerCase()))
  );
}

function deniesResource({ Resource, NotResource }: Statement, resource: string): boolean {
  if (Resource !== undefined) return many(Resource).some((pattern) => covers(pattern, resource));
  return NotResource !== undefined && many(NotResource).every((pattern) => areApart(pattern, resource));
}

/** Whether everything that `inner` matches is matched by `outer` too: its `*` takes any wildcard as it is written. */
function covers(outer: string, inner: string): boolean {
  if (outer.includes('?') || /\$\{/.test(outer + inner)) return false;
  return matchesGlob(globOf(outer), inner);
}

/** Whether no ARN matches both: one of their segments begins or ends with other letters. */
function areApart(one: string, other: string): boolean {
  if (/\$\{/.test(one + other)) return false;
  const [left, right] = [segmentsOf(one), segmentsOf(other)];
  return (
    left.length === 6 && right.length === 6 && left.some((segment, at) => differ(segment, right[at] ?? ''))
  );
}

/** The resource, the last of six, may have colons. */
function segmentsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
}

function differ(one: string, other: string): boolean {
  if (!/[*?]/.test(one + other)) return one !== other;
  const [start, end] = [literalsBefore(one, other), literalsBefore(reversed(one), reversed(other))];
  return start || end;
}

function literalsBefore(one: string, other: string): boolean {
  const length = Math.min(...[one, other].map((text) => `${text}*`.search(/[*?]/)));
  return one.slice(0, length) !== other.slice(0, length);
}

const reversed = (text: string) => [...text].reverse().join('');
