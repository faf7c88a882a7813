/**
 * Resources by which AWS runs documents of Systems Manager: on nodes, where they are root, or as automations, which call AWS. Knows
 * which documents of AWS run nothing that somebody else chooses.
 */
import { type JsonObject, textOf } from '../source/json-value.js';
import { holdsTrue, isStated } from './plan-view.js';
import type { ResourceChange } from './terraform-plan.js';
import { hidesCall, type Reader, textOfValues } from './written.js';

/** Only these of AWS's documents are known to run nothing that somebody else chooses. */
const harmlessDocuments: readonly string[] = [
  'AWS-GatherSoftwareInventory',
  'AWS-RunPatchBaseline',
  'AWS-RunPatchBaselineAssociation',
  'AWS-UpdateSSMAgent',
];

const runsDocument =
  'runs a document of Systems Manager, which can change accounts and files of users on nodes as root, or call AWS';

const runner =
  (hidesOf: (change: ResourceChange) => string | undefined): Reader =>
  (change) => ({ text: textOfValues(change), kinds: [], hides: hidesOf(change) });

/** What names its document in an argument of its own. */
export const runsDocumentIn = (argument: string): Reader =>
  runner(({ before, after, unknown }) => {
    const isHarmless = (values: JsonObject | undefined) =>
      values === undefined || harmlessDocuments.includes(textOf(values[argument]) ?? '');
    return [before, after].every(isHarmless) && !holdsTrue(unknown[argument]) ? undefined : runsDocument;
  });

/** Of the targets of EventBridge only Systems Manager's run documents. */
export const eventTarget: Reader = runner(({ before, after, unknown }) => {
  if ([before, after].some((values) => runsOtherDocument(textOf(values?.arn) ?? ''))) return runsDocument;
  // Who runs a command must name nodes, and EventBridge takes a role for it, as for an automation.
  const mayRun = isStated(after?.run_command_targets) || isStated(after?.role_arn);
  return holdsTrue(unknown.arn) && (mayRun || holdsTrue(unknown.role_arn)) ? hidesCall : undefined;
});

/** Whether a text has the ARN of a document that runs something. A function may build the ARN, and hide the name. */
export function runsOtherDocument(text: string): boolean {
  return [...text.matchAll(/:(?:document|automation-definition)\/([\w.-]*)/gi)].some(
    ([, name = '']) => !harmlessDocuments.includes(name),
  );
}
