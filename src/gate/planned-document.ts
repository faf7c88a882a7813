/**
 * A document as a plan has it, compared with the generated one: which content the mapping asks for in the place of the plan, and
 * whether type, format and sharing are as generated.
 */
import { placeOfInputs } from '../access/document-by-place.js';
import type { RoleMapping } from '../mapping/model.js';
import { type JsonObject, jsonIn, objectOf, textOf } from '../source/json-value.js';
import type { ExpectedDocument } from './expected.js';
import { placeOfArn } from './outputs.js';
import type { DocumentChange } from './plan-view.js';
import type { ResourceChange } from './terraform-plan.js';

/** AWS provider 6 says the Region, 5 does not. */
const isSame = (said: string | undefined, stated: string | undefined): boolean =>
  said === undefined || stated === undefined || said === stated;

/**
 * A plan does not say where it is applied. A document that exists has the place in its ARN; a new one says it by its values, which
 * must be those of a place that the mapping lists.
 */
export function wantedInPlan(
  { content, textAt }: Pick<ExpectedDocument, 'content' | 'textAt'>,
  { accounts, regions }: RoleMapping,
  { before, after: values }: ResourceChange,
  after: DocumentChange['after'],
): string {
  const inputs = objectOf(objectOf(jsonIn(after ?? ''))?.inputs) ?? {};
  const said = placeOfInputs(content, inputs) ?? {};
  const isListed =
    (said.account === undefined || accounts.includes(said.account)) &&
    (said.region === undefined || regions.includes(said.region)) &&
    isSame(said.region, textOf(values?.region));
  return textAt(placeOfArn(textOf(before?.arn)) ?? (isListed ? said : {}));
}

/** What stands around the content; undefined if it is as generated. */
export function unlikeGenerated(values: JsonObject, wanted = 'Session'): string | undefined {
  const { document_type: type, document_format: format = 'JSON', target_type: target, permissions } = values;
  if (type === undefined || type === null) return 'a document without a type';
  if (type !== wanted) return `a document of type ${textOf(type) ?? JSON.stringify(type)}`;
  if (format !== 'JSON') return `a document in the format ${textOf(format) ?? 'that is not stated'}`;
  if (target !== undefined && target !== null && target !== '')
    return `a document for the target type ${JSON.stringify(target)}`;
  return isShared(permissions) ? `a document that is shared: ${JSON.stringify(permissions)}` : undefined;
}

/** Anything but an empty list of accounts. */
export function isShared(permissions: unknown): boolean {
  return (
    permissions !== null &&
    permissions !== undefined &&
    Object.keys(objectOf(permissions) ?? { shared: true }).length > 0
  );
}
