/**
 * What `terraform output -json` prints of the documents of one account, in one Region or several, and of the inline policies that
 * identity-center applied last. Knows the outputs that the modules declare; compares nothing.
 */

import type { AwsPlace } from '../mapping/place-values.js';
import type { NamedText } from '../source/foreign-text.js';
import { type JsonObject, jsonIn, objectOf, textOf, textsOf } from '../source/json-value.js';
import type { GateReport } from './gate-report.js';
import { type PlannedPolicy, plannedPolicy } from './plan-reading.js';

/**
 * The object that the output of this name holds: `{ sensitive, type, value }`, as `terraform output -json` prints it. A text
 * without such a one is taken for the value alone, as `terraform output -json NAME` prints it.
 */
function outputIn(text: string, name: string): JsonObject | undefined {
  const outputs = objectOf(jsonIn(text));
  const output = objectOf(outputs?.[name]);
  return typeof output?.sensitive === 'boolean' ? objectOf(output.value) : outputs;
}

/** The Session documents of one account and Region. */
export interface DocumentOutputs {
  /** As the user named it, with the Region where it has several. */
  readonly file: string;
  /** By role. */
  readonly documents: ReadonlyMap<string, AppliedDocument>;
  /** Where all of them are; undefined when they do not say so, as those of an older version. */
  readonly place: AwsPlace | undefined;
  /** Whether the hashes are those of the contents in the templates of StackSets. */
  readonly areInTemplates: boolean;
}

export interface AppliedDocument {
  readonly arn: string | undefined;
  readonly name: string;
  readonly contentSha256: string;
  readonly defaultVersion: string;
  readonly latestVersion: string;
}

/**
 * Takes all outputs, or the value of `documents` alone, by role or by Region and role. Reports and answers nothing when the text is
 * neither: what is half there is not in place.
 */
export function parseDocumentOutputs(
  { text, file, flaw }: NamedText,
  report: GateReport,
): readonly DocumentOutputs[] | undefined {
  const output = outputIn(text, 'documents') ?? {};
  const instances = objectOf(objectOf(objectOf(jsonIn(text))?.stack_instances)?.value);
  const stated = Object.entries(output);
  const isStackSet =
    stated.length > 0 && stated.every(([, entry]) => objectOf(entry)?.stack_set !== undefined);
  const deployed = isStackSet && instances ? deployedDocuments(file, stated, instances) : [];
  if (deployed.length > 0) return deployed;
  const documents = documentsIn(output);
  if (documents) return [{ file, documents, place: placeOf(documents), areInTemplates: false }];
  const regions = Object.entries(output).map(([region, entry]) => ofRegion(file, region, objectOf(entry)));
  const found = regions.filter((one) => one !== undefined);
  if (found.length > 0 && found.length === regions.length) return found;
  report('gate-documents-unreadable', { flaw }, file);
  return undefined;
}

/**
 * What StackSets deployed, for each account and Region that has an instance of one. A document whose StackSet is not current
 * there is not in place. What is created by its name and never changed has one version.
 */
function deployedDocuments(
  file: string,
  stated: readonly (readonly [string, unknown])[],
  instances: JsonObject,
): readonly DocumentOutputs[] {
  const current = new Map<string, { readonly place: AwsPlace; readonly sets: Set<string> }>();
  for (const [set, list] of Object.entries(instances)) {
    for (const instance of textsOf(list)) {
      const [account, region, status] = instance.split(' ');
      if (account === undefined || region === undefined) continue;
      const key = `${account} ${region}`;
      const known = current.get(key) ?? { place: { account, region }, sets: new Set() };
      current.set(key, known);
      if (status === 'CURRENT') known.sets.add(set);
    }
  }
  return [...current.values()].map(({ place, sets }) => ({
    file: `${file} (${place.account} ${place.region})`,
    place,
    areInTemplates: true,
    documents: new Map(
      stated.flatMap(([role, entry]): [string, AppliedDocument][] => {
        const { name, content_sha256: sha, stack_set: set } = objectOf(entry) ?? {};
        const isCurrent = sets.has(textOf(set) ?? '');
        if (!isCurrent || textOf(name) === undefined || textOf(sha) === undefined) return [];
        const versions = { defaultVersion: '1', latestVersion: '1' };
        return [[role, { arn: undefined, name: String(name), contentSha256: String(sha), ...versions }]];
      }),
    ),
  }));
}

/** By role; nothing unless all entries are documents. */
function documentsIn(output: JsonObject): ReadonlyMap<string, AppliedDocument> | undefined {
  const entries = Object.entries(output).map(([role, entry]) => [role, documentOf(entry)] as const);
  const documents = entries.filter((entry): entry is [string, AppliedDocument] => entry[1] !== undefined);
  return documents.length > 0 && documents.length === entries.length ? new Map(documents) : undefined;
}

/** The output for AWS provider 6. Documents whose ARNs name another Region than their key are of no place that can be told. */
function ofRegion(file: string, region: string, output: JsonObject = {}): DocumentOutputs | undefined {
  const documents = documentsIn(output);
  if (!documents) return undefined;
  const place = placeOf(documents);
  return {
    file: `${file} (${region})`,
    documents,
    place: place?.region === region ? place : undefined,
    areInTemplates: false,
  };
}

function documentOf(entry: unknown): AppliedDocument | undefined {
  const document = objectOf(entry);
  const name = textOf(document?.name);
  const contentSha256 = textOf(document?.content_sha256);
  const defaultVersion = textOf(document?.default_version);
  const latestVersion = textOf(document?.latest_version);
  if (name === undefined || contentSha256 === undefined) return undefined;
  if (defaultVersion === undefined || latestVersion === undefined) return undefined;
  return { arn: textOf(document?.arn), name, contentSha256, defaultVersion, latestVersion };
}

/** A provider that is told not to look its account up leaves it out of the ARN. */
const documentArn = /^arn:[^:]+:ssm:([^:]+):(\d{12}):document\//;

function placeOf(documents: ReadonlyMap<string, AppliedDocument>): AwsPlace | undefined {
  const [first, ...others] = [...documents.values()].map(({ arn }) => placeOfArn(arn));
  const isOne = others.every((place) => place?.account === first?.account && place?.region === first?.region);
  return isOne ? first : undefined;
}

/** Undefined where the ARN does not say it. */
export function placeOfArn(arn = ''): AwsPlace | undefined {
  const [, region, account = ''] = documentArn.exec(arn) ?? [];
  return region === undefined ? undefined : { account, region };
}

/** The inline policies that identity-center applied last. */
export interface PolicyOutputs {
  /** As the user named it. */
  readonly file: string;
  /** By permission set; exported ones too, of which the outputs say what is to be attached. */
  readonly policies: ReadonlyMap<string, PlannedPolicy>;
}

/** Takes all outputs, or the value of `inline_policies` alone. Reports and answers nothing when the text is neither. */
export function parsePolicyOutputs(
  { text, file, flaw }: NamedText,
  report: GateReport,
): PolicyOutputs | undefined {
  const entries = Object.entries(outputIn(text, 'inline_policies') ?? {}).map(
    ([permissionSet, value]) => [permissionSet, plannedPolicy(textOf(value))] as const,
  );
  const policies = entries.filter((entry): entry is [string, PlannedPolicy] => entry[1] !== undefined);
  if (policies.length > 0 && policies.length === entries.length) return { file, policies: new Map(policies) };
  report('gate-policies-unreadable', { flaw }, file);
  return undefined;
}
