/**
 * What ROLLOUT.md compares a policy of AWS with: a digest of everything that it says. A Sid says nothing of what a statement does.
 * The commands that ask AWS are in `templates/guide/closed.sh.hbs`.
 */
import { hash } from 'node:crypto';
import { many, type PolicyDocument, type Statement } from '../iam/policy.js';

/**
 * Equal for policies that mean the same: IAM reads a value and a list of one alike, and lists and statements in any order. The
 * template computes the same in the reader's shell; a test compares the two.
 */
export function digestOf({ Version, Statement }: PolicyDocument): string {
  const statements = Statement.map((statement) => JSON.stringify(plain(statement))).sort();
  return hash('sha256', JSON.stringify([Version, statements]));
}

type Plain = readonly string[] | readonly (readonly [string, Plain])[];
type Values = string | readonly string[] | { readonly [key: string]: Values | undefined };

function plain(value: Statement | Values): Plain {
  if (typeof value === 'string' || Array.isArray(value)) return [...new Set(many(value))].sort();
  return Object.entries(value)
    .flatMap(([key, inner]): [string, Plain][] => (inner === undefined ? [] : [[key, plain(inner)]]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
