/**
 * Who may write the documents: stated where a service control policy keeps others from it, and never everybody. Knows the
 * roles that Identity Center makes of permission sets.
 */
import { ANY, type Glob, globOf, ONE } from '../../iam/glob.js';
import { ownGuardrails } from '../merge-settings.js';
import type { Rule, RuleContext } from './context.js';

export const deployersStated: Rule = ({ mapping, isStated, report }) => {
  if (isStated(['documents', 'deployedBy'])) return;
  if (ownGuardrails(mapping.guardrails).list === 'none') return;
  report('deployed-by-unstated', { path: ['documents', 'deployedBy'], point: 'key' }, {});
};

export const deployersAreFew: Rule = (context) => {
  for (const [index, pattern] of (context.mapping.documents?.deployedBy ?? []).entries()) {
    if (pattern === undefined) continue;
    const covers = coveredBy(pattern, context);
    if (covers === undefined) continue;
    context.report(
      'deployed-by-everybody',
      { path: ['documents', 'deployedBy', index] },
      { pattern, ...covers },
    );
  }
};

interface Covered {
  readonly covers: 'every role' | 'permission sets' | 'a mapped permission set';
  readonly permissionSet?: string;
}

function coveredBy(pattern: string, { roles }: RuleContext): Covered | undefined {
  const name = pattern.slice(pattern.indexOf(':role/') + ':role/'.length);
  if (/^[*?/]+$/.test(name)) return { covers: 'every role' };
  const glob = globOf(name);
  const covers = (set: string | undefined) => reservedRoles(set).some((role) => haveTextInCommon(glob, role));
  const mapped = roles
    .map(({ role: { permissionSet } }) =>
      typeof permissionSet === 'string' ? permissionSet : permissionSet?.name,
    )
    .find((set) => set !== undefined && namesOneSet(name) && covers(set));
  if (mapped !== undefined) return { covers: 'a mapped permission set', permissionSet: mapped };
  return !namesOneSet(name) && covers(undefined) ? { covers: 'permission sets' } : undefined;
}

/** A pattern that contains a permission set's name includes its people on purpose. */
const namesOneSet = (name: string) =>
  /^aws-reserved\/sso\.amazonaws\.com[a-z0-9*?/-]*\/AWSReservedSSO_[^*?]+_(?:[*?]+|[0-9a-f]{16})$/.test(name);

type Token = { readonly isOf: (code: number) => boolean; readonly repeats?: true };

const literally = (text: string): readonly Token[] =>
  [...text].map((character) => ({ isOf: (code) => code === character.charCodeAt(0) }));
const of = (characters: RegExp): Token => ({ isOf: (code) => characters.test(String.fromCharCode(code)) });
const suffix = Array.from({ length: 16 }, () => of(/[0-9a-f]/));

/**
 * The path and name of a permission set's role, of any where none is given. The path holds the Region unless that is
 * us-east-1 (https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html).
 */
function reservedRoles(set: string | undefined): readonly (readonly Token[])[] {
  const anyText = (characters: RegExp): Token => ({ ...of(characters), repeats: true });
  const name = set === undefined ? [anyText(/[\w+=,.@-]/)] : literally(set);
  const role = [...literally('/AWSReservedSSO_'), ...name, ...literally('_'), ...suffix];
  const path = literally('aws-reserved/sso.amazonaws.com');
  return [
    [...path, ...role],
    [...path, ...literally('/'), anyText(/[a-z0-9-]/), ...role],
  ];
}

/** Whether some text is of both forms. Each pair of places is looked at once. */
function haveTextInCommon(glob: Glob, tokens: readonly Token[]): boolean {
  const seen = new Set<number>();
  const open: (readonly [inGlob: number, inTokens: number])[] = [[0, 0]];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const [inGlob, inTokens] = place;
    const key = inGlob * (tokens.length + 1) + inTokens;
    if (seen.has(key)) continue;
    seen.add(key);
    const code = glob[inGlob];
    const token = tokens[inTokens];
    if (code === undefined && token === undefined) return true;
    if (code === ANY) open.push([inGlob + 1, inTokens]);
    if (token?.repeats) open.push([inGlob, inTokens + 1]);
    if (code === undefined || token === undefined) continue;
    if (code !== ANY && code !== ONE && !token.isOf(code)) continue;
    const afterCode = code === ANY ? inGlob : inGlob + 1;
    const afterToken = token.repeats ? inTokens : inTokens + 1;
    open.push([afterCode, afterToken]);
  }
  return false;
}
