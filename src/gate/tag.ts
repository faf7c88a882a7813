/** What becomes of the tag `SSMSessionRunAs`, by the list of attributes, where a plan shows one. */
import { type AttributesChange, isRunAs } from './plan-view.js';

export type Tag = 'goes' | 'comes back' | 'stays' | 'is gone' | 'is not shown';

export function tagOf(attributes: readonly AttributesChange[]): Tag {
  const [shown] = attributes;
  if (!shown || shown.after === 'unknown') return 'is not shown';
  const had = shown.before?.some(isRunAs) === true;
  const has = (shown.after ?? shown.before ?? []).some(isRunAs);
  if (had) return has ? 'stays' : 'goes';
  return has ? 'comes back' : 'is gone';
}

/** Whether the plan takes the tag from people; it does not when it only forgets the list, or hides it. */
export function takesTagAway({ before = [], after = before }: AttributesChange): boolean {
  return before.some(isRunAs) && after !== 'unknown' && !after.some(isRunAs);
}
