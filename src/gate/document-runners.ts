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

/**
 * A parameter of those that patch: a patch baseline of somebody's own, with sources of packages, which nodes install as root
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-baselineoverride-parameter.html).
 */
const ownBaseline = /\bBaselineOverride\b/i;

const runsDocument =
  'runs a document of Systems Manager, which can change accounts and files of users on nodes as root, or call AWS';

const runner =
  (hidesOf: (change: ResourceChange) => string | undefined): Reader =>
  (change) => ({ text: textOfValues(change), kinds: [], hides: hidesOf(change) });

/** Of a resource that names the document in an argument. */
export const runsDocumentIn = (
  argument: string,
  hidesParameters: (change: ResourceChange) => boolean,
): Reader =>
  runner((change) => {
    const { before, after, unknown } = change;
    const isHarmless = (values: JsonObject | undefined) =>
      values === undefined || harmlessDocuments.includes(textOf(values[argument]) ?? '');
    const isShown = !holdsTrue(unknown[argument]) && !hidesParameters(change);
    return isShown && [before, after].every(isHarmless) && !ownBaseline.test(textOfValues(change))
      ? undefined
      : runsDocument;
  });

/** Of the targets of EventBridge only Systems Manager's run documents. */
export const eventTarget: Reader = runner(({ before, after, unknown }) => {
  const runs = (values: JsonObject | undefined) =>
    runsOtherDocument(textOf(values?.arn) ?? '', JSON.stringify(values));
  if (runs(before) || runs(after)) return runsDocument;
  const hidesParameters = holdsTrue(unknown.input) || holdsTrue(unknown.input_transformer);
  if (hidesParameters && documentsIn(textOf(after?.arn)).length > 0) return hidesCall;
  // EventBridge needs a role to run a command or to start an automation, and nodes for a command.
  const mayRun = isStated(after?.run_command_targets) || isStated(after?.role_arn);
  return holdsTrue(unknown.arn) && (mayRun || holdsTrue(unknown.role_arn)) ? hidesCall : undefined;
});

/**
 * Whether a text has the ARN of a document that runs something, or of another one with such parameters. A function may build the
 * ARN, and hide the name.
 */
export function runsOtherDocument(text: string, parameters = text): boolean {
  const documents = documentsIn(text);
  return (
    documents.some((name) => !harmlessDocuments.includes(name)) ||
    (documents.length > 0 && ownBaseline.test(parameters))
  );
}

/** The names of the documents whose ARNs a text has. */
function documentsIn(text = ''): readonly string[] {
  return [...text.matchAll(/:(?:document|automation-definition)\/([\w.-]*)/gi)].map(([, name = '']) => name);
}
