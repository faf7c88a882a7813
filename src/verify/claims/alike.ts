/**
 * Roles whose claims come to the same: their policies are the same text but for the document's name, and no pattern tells
 * their documents apart. Then exchanging the names changes no answer, and one decision does for all of them.
 */

import type { RoleAccess } from '../../access/access.js';
import { withAnyContent } from '../../access/content-names.js';
import { documentArn } from '../../access/policy/context.js';
import { permissionSetRole } from '../../access/service-control-policy.js';
import type { CompiledPolicy } from '../../iam/evaluate/policy.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { many, type PolicyDocument, type Statement } from '../../iam/policy.js';
import { namesOfDocument } from '../../mapping/role-documents.js';
import type { Subject } from '../scenarios/subject.js';

/** Equal for roles that are alike beside these policies. */
export function likenessOf(
  subject: Subject,
  { policyText, arns }: RoleAccess,
  others: readonly PolicyDocument[],
): string {
  const { role, neighbour, mapping } = subject;
  const { osUser, document, nodes, kmsKey, guardrails, principalTag, permissionSet, inlinePolicy } = role;
  const own = namesOfDocument(document);
  const text = own.reduce(
    (known, name, at) => known.replaceAll(`document/${name}"`, `document/\u0000${at}"`),
    policyText,
  );
  const merged = inlinePolicy.kind === 'merge' ? [inlinePolicy.policy] : [];
  const foreign = [...others, ...merged].flatMap((policy) => policy.Statement);
  const patterns = [...new Set([...foreign.flatMap(documentPatterns), ...ownPatterns(policyText)])];
  const names = [...own, ...(neighbour ? namesOfDocument(neighbour.document) : [''])];
  return JSON.stringify([
    text,
    arns,
    nodes,
    kmsKey,
    guardrails,
    principalTag === 'match' ? [principalTag, osUser] : principalTag,
    neighbour !== undefined,
    foreign.some(asksForPrincipal) ? permissionSet.name : '',
    names.map((name) => patterns.map((pattern) => (matches(pattern, name) ? 1 : 0)).join('')),
    mapping.step.name,
    permissionSet.kind === 'created',
    role.sessionsBefore,
  ]);
}

/**
 * Equal for roles of whom service control policies speak alike when their own document is started: nothing that may matter
 * names another permission set than the role's own, or matches its document but by its name. Undefined where more is said.
 */
export function likenessUnder(
  { role, mapping }: Subject,
  policies: readonly CompiledPolicy[],
): string | undefined {
  const { name: own } = role.document;
  const arns = [own, withAnyContent(own)].map((name) => JSON.stringify(documentArn(mapping.partition, name)));
  const set = JSON.stringify(permissionSetRole(mapping.partition, role.permissionSet.name));
  const texts: string[] = [];
  for (const { name, statementsFor } of policies) {
    const { allows, denies } = statementsFor('ssm:startsession');
    for (const { source } of [...allows.each, ...denies.each]) {
      if (namesOtherDocuments(source, own)) continue;
      const { Sid: _, ...statement } = source;
      const text = arns.reduce((known, arn) => known.replaceAll(arn, '"\u0000"'), JSON.stringify(statement));
      const unnamed = text.replaceAll(`"aws:PrincipalArn":${set}`, '"\u0001"');
      if (
        /principalarn|:document\/|ssm:[^"]*\*/i.test(
          unnamed.replace(/"(?:Not)?Action":(?:\[[^\]]*\]|"[^"]*")/, ''),
        )
      )
        return undefined;
      texts.push(`${name} ${unnamed}`);
    }
  }
  return JSON.stringify([texts, role.nodes]);
}

/** Each by its name, or by a pattern of names that are all of one length. */
function namesOtherDocuments({ Resource }: Statement, own: string): boolean {
  return many(Resource ?? '*').every((arn) => {
    const [, name] = /:document\/([^*$]+)$/.exec(arn) ?? [];
    return name !== undefined && !mayBe(name, own);
  });
}

/** The pattern has no wildcard but `?`. */
function mayBe(pattern: string, name: string): boolean {
  if (pattern.length !== name.length) return false;
  return [...name].every((character, at) => pattern[at] === '?' || pattern[at] === character);
}

/** What stands behind `document/` in our own patterns that have wildcards. */
function ownPatterns(policyText: string): string[] {
  return [...policyText.matchAll(/:document\/([^"]*[*?][^"]*)"/g)].map(([, pattern = '']) => pattern);
}

/** What stands behind `document/`, or a pattern that could reach over it. */
function documentPatterns({ Resource, NotResource }: Statement): string[] {
  return many(Resource ?? NotResource ?? []).map(
    (arn) => /:document\/(.*)$/.exec(arn)?.[1] ?? arn.replace(/^.*:/, ''),
  );
}

function matches(pattern: string, name: string): boolean {
  return compileGlob(globOf(pattern))(name) || compileGlob(globOf(pattern))(`document/${name}`);
}

/** Conditions on who calls, in any form, and on texts that could be somebody's name. */
function asksForPrincipal({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.keys(keys).some((key) => /principal(?:arn|tag)|userid/i.test(key)),
  );
}
