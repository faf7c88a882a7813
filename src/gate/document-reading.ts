/** Reads the content of Session documents that stand in a plan. Knows which input decides the Linux user, no more. */
import { type AnyJson, jsonencode } from '../aws/json-text.js';
import { jsonIn, objectOf, textOf } from '../source/json-value.js';

/** Undefined when the content is not a JSON object. */
export function canonicalContent(content: string | undefined): string | undefined {
  const document = content === undefined ? undefined : objectOf(jsonIn(content));
  return document && jsonencode(document as AnyJson);
}

/** The Linux user that a session by this document gets where no tag decides; undefined when it names none. */
export function linuxUserOf(content: string | undefined): string | undefined {
  const inputs = objectOf(objectOf(content === undefined ? undefined : jsonIn(content))?.inputs);
  if (inputs?.runAsEnabled !== true) return undefined;
  const user = textOf(inputs.runAsDefaultUser);
  return user === '' ? undefined : user;
}
