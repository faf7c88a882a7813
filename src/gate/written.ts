/** What a resource of a plan writes, as text, and how far the plan shows it. Knows no type of resource. */
import { listOf, objectOf } from '../source/json-value.js';
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

/** Of whatever the resource says, its type tells enough. */
export const byType =
  (does: string): Reader =>
  (change) => ({ text: textOfValues(change), kinds: [], hides: does });

/** Whether the plan hides `inner` in one of several blocks, in a list or by name, or hides the whole of them. */
export const hidesIn =
  (blocks: string, inner: string) =>
  ({ unknown }: ResourceChange): boolean => {
    const marks = unknown[blocks];
    const each = Object.values(objectOf(marks) ?? listOf(marks));
    return marks === true || each.some((mark) => mark === true || holdsTrue(objectOf(mark)?.[inner]));
  };
