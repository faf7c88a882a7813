/**
 * The content of a Session document as a value of Terraform: what differs by account and Region is read where Terraform applies it.
 * Knows no resource of a document.
 */
import { inputsByPlace, isShell } from '../../access/document-by-place.js';
import type { PortDocument, SessionDocument } from '../../aws/session-document.js';
import { partsOf, placeholdersIn } from '../../mapping/place-values.js';
import { accountHere, labels, regionHere, types } from './addresses.js';
import type { Block } from './block.js';
import { dataSource } from './provider-block.js';
import { type Expression, map, mapOf, template, text, tree, type Value } from './value.js';

type Content = SessionDocument | PortDocument;

/** The names of what is filled in, in any of these. */
export function namesFilledIn(contents: readonly Content[]): ReadonlySet<string> {
  return new Set(contents.flatMap((content) => [...inputsByPlace(content).values()].flatMap(placeholdersIn)));
}

/** The account and the Region in which Terraform applies the documents, where one of them depends on it. */
export function placeLookups(contents: readonly Content[], inRegions: boolean): readonly Block[] {
  const names = namesFilledIn(contents);
  return [
    ...(names.has('account') ? [dataSource(types.callerIdentity, labels.here, {})] : []),
    ...(names.has('region') && !inRegions ? [dataSource(types.region, labels.here, {})] : []),
  ];
}

export function contentValue(content: Content): Value {
  const byPlace: ReadonlyMap<string, string> = inputsByPlace(content);
  if (byPlace.size === 0 || !isShell(content)) return tree(content);
  const inputs = Object.entries(content.inputs).flatMap(([name, value]) => {
    const differing = byPlace.get(name);
    if (value === undefined) return [];
    return [[name, differing === undefined ? tree(value) : placeTemplate(differing)] as const];
  });
  const { schemaVersion, description, sessionType } = content;
  return map({
    schemaVersion: text(schemaVersion),
    description: text(description),
    sessionType: text(sessionType),
    inputs: mapOf(inputs),
  });
}

function placeTemplate(value: string): Expression {
  const parts = partsOf(value).map((part) =>
    typeof part === 'string' ? part : part.name === 'account' ? accountHere : regionHere,
  );
  return template(...parts);
}
