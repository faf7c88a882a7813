/**
 * What is wrong with the shape of a mapping: runs the schema for its errors and reports one finding per mistake.
 * Loaded only when there is a mistake.
 */
import validateSchema, { type SchemaError } from '../../../compiled/mapping-validator.js';
import type { Path } from '../../../diagnostics/diagnostic.js';
import type { Report } from '../../../diagnostics/report.js';
import { nodeAt, type PlainValue, type SourceNode } from '../../../source/source-tree.js';
import { maximumMistakes } from '../../../source/syntax-problem.js';
import { pathOf, pointerOf } from '../path-shape.js';
import type { RawMapping, Shape, ShapeInput } from '../raw-mapping.js';
import { statedKeysIn } from '../stated-keys.js';
import { explainPattern } from './pattern.js';
import {
  explainLimit,
  explainMalformedKey,
  explainMissingKey,
  explainRepeated,
  explainTooMany,
  explainType,
  explainUnknownKey,
  explainUnlisted,
  meantKey,
} from './values.js';
import type { Explain, SchemaViolation } from './violation.js';

const explanations: Readonly<Record<string, Explain>> = {
  additionalProperties: explainUnknownKey,
  required: explainMissingKey,
  type: explainType,
  const: explainUnlisted,
  enum: explainUnlisted,
  pattern: explainPattern,
  not: explainPattern,
  uniqueItems: explainRepeated,
  maxProperties: explainTooMany,
};

/**
 * From what the schema refuses to the finding that says why: one line per keyword of JSON Schema.
 * Decides nothing; the schema has decided.
 */
function reportViolation(violation: SchemaViolation, report: Report): void {
  const { keyword, propertyName } = violation.error;
  const explain = propertyName === undefined ? (explanations[keyword] ?? explainLimit) : explainMalformedKey;
  explain(violation, report);
}

/** Takes what is wrong out of `plain`, the values of the mapping. */
export function explainShape(
  plain: PlainValue,
  { root, writtenAt, refused, report, isPart }: ShapeInput,
): Shape {
  const valid = validateSchema(plain);
  const mistakes: Path[] = [...refused.values].map((pointer) => pathOf(pointer, root));
  for (const path of mistakes) prune(plain, path);
  const errors = valid ? [] : (validateSchema.errors ?? []);
  for (const error of onePerMistake(errors.slice(0, maximumErrors), root)) {
    if (refused.values.has(error.instancePath) || refused.keys.has(keyPointer(error))) continue;
    const path = pathOf(error.instancePath, root);
    const node = nodeAt(root, path);
    if (isPart && mayBeElsewhere(error)) continue;
    if (isAboutLack(error) && node?.kind === 'map' && node.incomplete) continue;
    const meant = meantKey(error, path);
    if (meant !== undefined) mistakes.push([...path, meant]);
    reportViolation({ error, path, node, written: writtenAt(path) }, report);
  }
  for (const error of errors) {
    if (!isAboutValue(error) || error.keyword === 'uniqueItems') continue;
    const path = pathOf(error.instancePath, root);
    mistakes.push(path);
    prune(plain, path);
  }
  return { wellFormed: plain as RawMapping, statedKeys: statedKeysIn(root, mistakes) };
}

/** What a map that lost an entry may lack for that reason alone. */
function isAboutLack({ keyword }: SchemaError): boolean {
  return keyword === 'required' || keyword === 'minProperties';
}

/** Every file states `version`; all else may come from a file that this one extends, or from one that extends it. */
function mayBeElsewhere({ keyword, instancePath, params }: SchemaError): boolean {
  if (keyword === 'minProperties') return true;
  return keyword === 'required' && !(instancePath === '' && params.missingProperty === 'version');
}

/** Several may be one mistake; explaining more of them than can be shown would only take time. */
const maximumErrors = 4 * maximumMistakes;

/** ajv names each keyword that fails; people made one mistake. The order is from what explains most to least. */
const precedence = ['type', 'const', 'enum', 'not', 'pattern'];

function onePerMistake(errors: readonly SchemaError[], root: SourceNode): SchemaError[] {
  const misspelled = new Set<string>();
  const byMistake = new Map<string, SchemaError>();
  for (const error of errors) {
    if (error.keyword === 'if' || error.keyword === 'propertyNames') continue;
    const meant = meantKey(error, pathOf(error.instancePath, root));
    if (meant !== undefined) misspelled.add(`${error.instancePath} ${meant}`);
    const mistake = isAboutValue(error) ? error.instancePath : `${error.keyword} ${keyPointer(error)}`;
    const known = byMistake.get(mistake);
    if (known === undefined || rank(error) < rank(known)) byMistake.set(mistake, error);
  }
  return [...byMistake.values()].filter(
    ({ keyword, instancePath, params }) =>
      keyword !== 'required' || !misspelled.has(`${instancePath} ${params.missingProperty}`),
  );
}

function rank({ keyword }: SchemaError): number {
  const index = precedence.indexOf(keyword);
  return index === -1 ? precedence.length : index;
}

/** Whether the value itself is wrong, rather than a key in it or a key that it lacks. */
function isAboutValue({ keyword, propertyName }: SchemaError): boolean {
  return (
    propertyName === undefined && !['additionalProperties', 'required', 'propertyNames'].includes(keyword)
  );
}

function keyPointer({ instancePath, propertyName, params }: SchemaError): string {
  const key = propertyName ?? params.additionalProperty ?? params.missingProperty;
  return instancePath + pointerOf([String(key)]);
}

/** Takes the value at `path` away; in a list it becomes undefined, so that what follows keeps its place. */
function prune(root: PlainValue, path: Path): void {
  let parent: PlainValue | undefined = root;
  for (const step of path.slice(0, -1)) {
    parent =
      typeof parent === 'object' && parent !== null
        ? (parent as { [key: string]: PlainValue })[step]
        : undefined;
  }
  const last = path.at(-1);
  if (typeof parent !== 'object' || parent === null || last === undefined) return;
  if (Array.isArray(parent)) delete parent[Number(last)];
  else delete parent[String(last)];
}
