/** A Session document in an account and Region: its inputs that differ by place, filled in. Knows nothing of Terraform. */
import type { SessionDocument } from '../aws/session-document.js';
import { type AwsPlace, filled, partsOf, placeholdersIn } from '../mapping/place-values.js';

/** The inputs that `session` lets differ by place. */
export const placeInputs = ['s3BucketName', 's3KeyPrefix', 'cloudWatchLogGroupName', 'kmsKeyId'] as const;

type PlaceInput = (typeof placeInputs)[number];

/** The inputs of this document in which an account or a Region is to be filled in. */
export function inputsByPlace({ inputs }: SessionDocument): ReadonlyMap<PlaceInput, string> {
  return new Map(
    placeInputs.flatMap((input) => {
      const value = inputs[input];
      return typeof value === 'string' && placeholdersIn(value).length > 0 ? [[input, value] as const] : [];
    }),
  );
}

/** The document itself where nothing differs. */
export function documentAt(document: SessionDocument, place: Partial<AwsPlace>): SessionDocument {
  const byPlace = inputsByPlace(document);
  if (byPlace.size === 0) return document;
  const values = [...byPlace].map(([input, value]) => [input, filled(value, place)]);
  return { ...document, inputs: { ...document.inputs, ...Object.fromEntries(values) } };
}

/** The place that these inputs of a document name, as far as they name one; undefined if they are not of any place. */
export function placeOfInputs(
  document: SessionDocument,
  inputs: Readonly<Record<string, unknown>>,
): Partial<AwsPlace> | undefined {
  let place: Partial<AwsPlace> = {};
  for (const [input, value] of inputsByPlace(document)) {
    const found = inputs[input];
    const pattern = partsOf(value).map((part) =>
      typeof part === 'string' ? literal(part) : shapes[part.name],
    );
    const [, ...names] =
      typeof found === 'string' ? (new RegExp(`^${pattern.join('')}$`, 's').exec(found) ?? []) : [];
    if (names.length === 0) return undefined;
    for (const [at, name] of placeholdersIn(value).entries()) {
      const said = place[name as keyof AwsPlace];
      if (said !== undefined && said !== names[at]) return undefined;
      place = { ...place, [name]: names[at] };
    }
  }
  return place;
}

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const shapes = { account: '(\\d{12})', region: '([a-z0-9-]+?)', role: '', osUser: '' } as const;
