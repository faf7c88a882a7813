/**
 * Reads documents and inline policies that stand in a plan: whether two mean the same, whether this program wrote one, which
 * documents and which Linux user they name. Evaluates nothing.
 */

import type { RoleAccess } from '../access/access.js';
import { type AnyJson, jsonencode } from '../aws/json-text.js';
import { canonicalStatement } from '../iam/canonical.js';
import { recalled } from '../iam/evaluate/remembered.js';
import { globOf, matchesGlob } from '../iam/glob.js';
import { many, type PolicyDocument, type Statement } from '../iam/policy.js';
import { readPolicy } from '../iam/read-policy.js';
import { sids } from '../iam/sids.js';
import { jsonIn, objectOf, textOf } from '../source/json-value.js';

export interface PlannedPolicy {
  /** Of the policy language: in the older one a variable is the text that it is written as. */
  readonly version: PolicyDocument['Version'];
  /** By their canonical texts; the same keys for policies that mean the same. */
  readonly statements: ReadonlyMap<string, Statement>;
  readonly sids: ReadonlySet<string>;
  /** Names of the documents that its Allow statements for `ssm:StartSession` name; patterns as they stand. */
  readonly documents: ReadonlySet<string>;
}

/** Each check asks for the same few policies of a role again. */
const knownPolicies = new Map<string, PlannedPolicy | undefined>();
const mostKnown = 20_000;

/** `undefined` when the text is not a policy, as where there is none, or where it is unknown. */
export function plannedPolicy(text = ''): PlannedPolicy | undefined {
  return recalled(knownPolicies, mostKnown, text, () => {
    const policy = policyIn(text);
    return policy && plannedPolicyOf(policy);
  });
}

/** A plan that changes nothing by hand has this very text, which then is not read once more. */
export function generatedPolicy({ policy, policyText }: RoleAccess): PlannedPolicy {
  const planned = plannedPolicyOf(policy);
  recalled(knownPolicies, mostKnown, policyText, () => planned);
  return planned;
}

/** With its canonical text. The policies of many roles share nearly all of their statements. */
const knownStatements = new Map<string, readonly [string, Statement]>();

function plannedPolicyOf({ Version: version, Statement: statements }: PolicyDocument): PlannedPolicy {
  const canonical = statements.map((statement) =>
    recalled(
      knownStatements,
      mostKnown,
      JSON.stringify(statement),
      () => [canonicalStatement(statement), statement] as const,
    ),
  );
  return {
    version,
    statements: new Map(canonical),
    sids: sidsOf(statements),
    documents: new Set(statements.filter(opensSessions).flatMap(documentNames)),
  };
}

/** `undefined` when the text is not a policy. */
export function policyIn(text: string): PolicyDocument | undefined {
  const [policy] = readPolicy('', jsonIn(text));
  return policy;
}

export function sidsOf(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.flatMap(({ Sid }) => Sid ?? []));
}

export function sameMeaning(one: PlannedPolicy, other: PlannedPolicy): boolean {
  return (
    one.version === other.version &&
    one.statements.size === other.statements.size &&
    [...one.statements.keys()].every((text) => other.statements.has(text))
  );
}

/** Every step of the cut-over has these two statements, the second naming a Session document. */
export function isGenerated({ sids: names, documents }: PlannedPolicy): boolean {
  return names.has(sids.startOnNodes) && names.has(sids.startWithRoleDocument) && documents.size > 0;
}

/** Whether it takes sessions of the default document and of foreign ones away. */
export function closesOtherWays(policy: PlannedPolicy | undefined): boolean {
  return policy?.sids.has(sids.denyOtherDocuments) === true;
}

export function deniesTag(policy: PlannedPolicy | undefined): boolean {
  return [sids.denyRunAsTag, sids.denyOtherRunAsTag].some((sid) => policy?.sids.has(sid));
}

/** What a policy states. */
export type Stated = Pick<PlannedPolicy, 'version' | 'statements'>;

/** What `one` has and `other` has not: statements, each by its Sid where it has one, and the version of the language. */
export function missingFrom(other: Stated, one: Stated): readonly string[] {
  const version = one.version === other.version ? [] : [`Version ${one.version}`];
  return [...version, ...statementsMissingFrom(other, one)];
}

/** Statements of `one` that `other` lacks, or reads in the other version of the language. */
export function statementsMissingFrom(other: Stated, one: Stated): readonly string[] {
  const isRead = (text: string) => one.version === other.version || !text.includes('${');
  return [...one.statements]
    .filter(([text]) => !other.statements.has(text) || !isRead(text))
    .map(([text, { Sid }]) => Sid ?? text);
}

/** The resources of its Allow statements for `ssm:StartSession`, as they are written. */
export function startedIn({ statements }: PlannedPolicy): readonly string[] {
  return [...statements.values()].filter(opensSessions).flatMap(({ Resource }) => many(Resource ?? []));
}

function opensSessions({ Effect, Action }: Statement): boolean {
  return (
    Effect === 'Allow' &&
    many(Action ?? []).some((action) => matchesGlob(globOf(action.toLowerCase()), 'ssm:startsession'))
  );
}

function documentNames({ Resource }: Statement): readonly string[] {
  return many(Resource ?? []).flatMap((arn) => /:document\/(.+)$/.exec(arn)?.[1] ?? []);
}

/** Undefined when the content is not a JSON object. */
export function canonicalContent(content = ''): string | undefined {
  const document = objectOf(jsonIn(content));
  return document && jsonencode(document as AnyJson);
}

/**
 * The Linux user that a session by this document gets where no tag decides; undefined when it names none. With `runAsElevated` the
 * agent does not look at Run As (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html).
 */
export function linuxUserOf(content = ''): string | undefined {
  const document = objectOf(jsonIn(content));
  if (objectOf(objectOf(document?.properties)?.linux)?.runAsElevated) return 'root';
  const inputs = objectOf(document?.inputs);
  if (inputs?.runAsEnabled !== true) return undefined;
  const user = textOf(inputs.runAsDefaultUser);
  return user === '' ? undefined : user;
}

/** As whom a session is, or where a tunnel leads; undefined for what is neither. */
export function purposeOfDocument(content: string | undefined): string | undefined {
  const [user, tunnel] = [linuxUserOf(content), tunnelOf(content)];
  return user === undefined ? tunnel && `tunnel ${tunnel}` : `user ${user}`;
}

/** Where a document that forwards a port leads, such as `db.internal:5432`; undefined for any other document. */
export function tunnelOf(content = ''): string | undefined {
  const document = objectOf(jsonIn(content));
  if (document?.sessionType !== 'Port') return undefined;
  const { portNumber, host } = objectOf(document.properties) ?? {};
  const [port, at] = [textOf(portNumber) ?? 'a port that is not stated', textOf(host)];
  return at === undefined ? `port ${port} of the node` : `${at}:${port}`;
}

export function hasRunAs(content = ''): boolean {
  return objectOf(objectOf(jsonIn(content))?.inputs)?.runAsEnabled === true;
}

/** What decides the Linux user of a session by this document, in words; of a tunnel, where it leads. */
export function decisionOf(content = ''): string {
  if (canonicalContent(content) === undefined) return 'it cannot be read';
  const tunnel = tunnelOf(content);
  if (tunnel !== undefined) return `a tunnel to ${tunnel}`;
  const user = linuxUserOf(content);
  if (user !== undefined) return `Linux user ${JSON.stringify(user)}`;
  return hasRunAs(content)
    ? 'Run As with the tag only'
    : 'Run As is off, and people are ssm-user, which has passwordless sudo';
}

/** The same with what runs in a session. */
export function behaviourOf(content = ''): string {
  return `${decisionOf(content)}${runsOf(content)}`;
}

/**
 * What runs as the Linux user before the prompt or instead of a shell, and the parameters that a person may choose, in words: all of
 * it can change to another user. Windows is left out: there every session is one of an administrator.
 */
export function runsOf(content = ''): string {
  const { sessionType, inputs, properties, parameters } = objectOf(jsonIn(content)) ?? {};
  const isTunnel = sessionType === 'Port';
  const profile = objectOf(objectOf(inputs)?.shellProfile)?.linux;
  const stated = {
    'session type': isTunnel || sessionType === 'Standard_Stream' ? undefined : sessionType,
    'shell profile': profile === '' ? undefined : profile,
    commands: isTunnel || isEmptyObject(properties) ? undefined : properties,
    parameters: isEmptyObject(parameters) ? undefined : parameters,
  };
  return Object.entries(stated)
    .flatMap(([what, value]) => (value === undefined ? [] : [`; ${what}: ${jsonencode(value as AnyJson)}`]))
    .join('');
}

/** Says the same as no key at all. */
function isEmptyObject(value: unknown): boolean {
  const object = objectOf(value);
  return object !== undefined && Object.keys(object).length === 0;
}

/** To be copied into the mapping. */
export function lineOfPrevious(names: readonly string[]): string {
  return `documents: { previous: ${JSON.stringify([...new Set(names)].sort())} }`;
}
