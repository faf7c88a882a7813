/**
 * The content of a Session document as a value of Terraform: what differs by account and Region is read where Terraform applies it.
 * Knows no resource of a document.
 */
import { inputsByPlace, isShell } from '../../access/document-by-place.js';
import type { PortDocument, SessionDocument } from '../../aws/session-document.js';
import type { RoleMapping } from '../../mapping/model.js';
import { type AwsPlace, partsOf, placeholdersIn } from '../../mapping/place-values.js';
import { accountHere, labels, regionHere, types } from './addresses.js';
import type { Block } from './block.js';
import { type Placing, regionOfLoop } from './placing.js';
import { dataSource } from './provider-block.js';
import {
  type Expression,
  eachKey,
  index,
  map,
  mapOf,
  reference,
  template,
  text,
  tree,
  type Value,
} from './value.js';

type Content = SessionDocument | PortDocument;

/** The names of what is filled in, in any of these. */
function namesFilledIn(contents: readonly Content[]): ReadonlySet<string> {
  return new Set(contents.flatMap((content) => [...inputsByPlace(content).values()].flatMap(placeholdersIn)));
}

/** The account and the Region in which Terraform applies the documents, where one of them depends on it. */
export function placeLookups(contents: readonly Content[], { regions }: Placing): readonly Block[] {
  const names = namesFilledIn(contents);
  return [
    ...(names.has('account') ? [dataSource(types.callerIdentity, labels.here, {})] : []),
    ...(names.has('region') && !regions ? [dataSource(types.region, labels.here, {})] : []),
  ];
}

/** A local that has the contents of a module, and how the rest of the module refers to it. */
export interface LocalContents {
  readonly value: Value;
  /** For a resource. */
  readonly inResource: Expression;
  /** For a check, in what `Placing` makes for each Region. */
  readonly inCheck: Expression;
}

/** One for each Region where one call is for all of them and a content names the Region. `valueAt` makes it for a place. */
export function localContents(
  name: string,
  contents: readonly Content[],
  { regions }: RoleMapping,
  placing: Placing,
  valueAt: (place: Partial<AwsPlace>) => Value,
): LocalContents {
  const local = reference('local', name);
  if (!placing.regions || !namesFilledIn(contents).has('region'))
    return { value: valueAt({}), inResource: local, inCheck: local };
  return {
    value: mapOf(regions.map((region) => [region, valueAt({ region })])),
    inResource: index(local, eachKey),
    inCheck: index(local, regionOfLoop),
  };
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
