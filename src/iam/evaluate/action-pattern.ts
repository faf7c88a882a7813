/**
 * Patterns of `Action` and `NotAction`: a service prefix and a name with wildcards, without letter case.
 * Knows no list of actions. IAM user guide, reference_policies_elements_action.
 */
import { compileGlob, globOf, type TextMatcher } from '../glob.js';
import type { ReportUnsupported } from '../problem.js';

const ACTION = /^(?:\*|[a-z0-9-]+:[a-z0-9*?]+)$/;

/** The matcher takes actions in lower case. */
export function compileActionPattern(pattern: string, report: ReportUnsupported): TextMatcher {
  const folded = pattern.toLowerCase();
  if (!ACTION.test(folded)) report('not-an-action', pattern);
  return compileGlob(globOf(folded));
}
