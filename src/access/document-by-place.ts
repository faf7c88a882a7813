/** A Session document in an account and Region: its inputs that differ by place, filled in. Knows nothing of Terraform. */
import type { PortDocument, SessionDocument } from '../aws/session-document.js';
import { type AwsPlace, filled, partsOf, placeholdersIn } from '../mapping/place-values.js';

/** The inputs that `session` lets differ by place. */
const placeInputs = ['s3BucketName', 's3KeyPrefix', 'cloudWatchLogGroupName', 'kmsKeyId'] as const;

type PlaceInput = (typeof placeInputs)[number];

type AnyDocument = SessionDocument | PortDocument;

/** The document of a tunnel has no inputs. */
export function isShell(document: AnyDocument): document is SessionDocument {
  return document.sessionType === 'Standard_Stream';
}

/** The inputs of this document in which an account or a Region is to be filled in. */
export function inputsByPlace(document: AnyDocument): ReadonlyMap<PlaceInput, string> {
  if (!isShell(document)) return new Map();
  const { inputs } = document;
  return new Map(
    placeInputs.flatMap((input) => {
      const value = inputs[input];
      return typeof value === 'string' && placeholdersIn(value).length > 0 ? [[input, value] as const] : [];
    }),
  );
}

/** The document itself where nothing differs. */
export function documentAt<Document extends AnyDocument>(
  document: Document,
  place: Partial<AwsPlace>,
): Document {
  const byPlace = inputsByPlace(document);
  if (byPlace.size === 0 || !isShell(document)) return document;
  const values = [...byPlace].map(([input, value]) => [input, filled(value, place)]);
  return { ...document, inputs: { ...document.inputs, ...Object.fromEntries(values) } };
}

/** The place that these inputs of a document name, as far as they name one; undefined if they are not of any place. */
export function placeOfInputs(
  document: AnyDocument,
  inputs: Readonly<Record<string, unknown>>,
): Partial<AwsPlace> | undefined {
  const byPlace = [...inputsByPlace(document)];
  const found = byPlace.map(([input]) => inputs[input]);
  if (!found.every((value) => typeof value === 'string')) return undefined;
  const seen = new Set<string>();
  const patternOf = (value: string) =>
    partsOf(value)
      .map((part) => {
        if (typeof part === 'string') return literal(part);
        const { name } = part;
        // Wherever a place is named, it is the same one.
        const pattern = seen.has(name) ? `\\k<${name}>` : `(?<${name}>${shapes[name]})`;
        seen.add(name);
        return pattern;
      })
      .join('');
  const pattern = byPlace.map(([, value]) => patternOf(value)).join('\n');
  const matched = new RegExp(`^${pattern}$`, 's').exec(found.join('\n'));
  return matched ? { ...matched.groups } : undefined;
}

const literal = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Those of a role are filled in before. */
const shapes = {
  account: '\\d{12}',
  region: '[a-z]{2,}(?:-[a-z]+)+-\\d{1,2}',
  role: '',
  osUser: '',
} as const;
