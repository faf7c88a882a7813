/** What a resource of a plan writes, as text, and how far the plan shows it. Knows no type of resource. */
import { type JsonObject, listOf, objectOf } from '../source/json-value.js';
import { holdsTrue } from './plan-view.js';
import type { ResourceChange } from './terraform-plan.js';

export interface Written {
  /** What stands in the resource before and after, in a form in which names can be looked for. */
  readonly text: string;
  /** What it holds of what the mapping is about, such as `AWS::SSO::PermissionSet`; empty if it may hold anything. */
  readonly kinds: readonly string[];
  /** Why the plan does not show what it does; it may do more than `kinds` says. */
  readonly hides: string | undefined;
}

export type Reader = (change: ResourceChange) => Written;

export const hidesCall = 'calls something that the plan does not show';

export function textOfValues({ before, after }: ResourceChange): string {
  return JSON.stringify([before, after]);
}

/** The type of the resource tells enough, without its values. */
export const byType =
  (does: string): Reader =>
  (change) => ({ text: textOfValues(change), kinds: [], hides: does });

/** Whether the plan hides an argument in blocks that are lists or have names, or hides such blocks whole. */
export const hidesIn =
  (...path: readonly string[]) =>
  ({ unknown }: ResourceChange): boolean =>
    hidesAt(unknown, path);

function hidesAt(marks: JsonObject, [name = '', ...inner]: readonly string[]): boolean {
  const mark = marks[name];
  if (inner.length === 0 || mark === true) return holdsTrue(mark);
  return Object.values(objectOf(mark) ?? listOf(mark)).some(
    (each) => each === true || hidesAt(objectOf(each) ?? {}, inner),
  );
}

/** Whether the plan hides an argument of this name, however deep. What hides a whole block is not asked. */
export function hidesArgument(marks: unknown, name: string): boolean {
  return Object.entries(objectOf(marks) ?? listOf(marks)).some(
    ([key, mark]) => (key === name && holdsTrue(mark)) || hidesArgument(mark, name),
  );
}
