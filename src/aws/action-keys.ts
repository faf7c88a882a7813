/**
 * Which condition keys AWS sends with an action: data (`action-keys.json`) that `npm run action-keys` derives from the Service
 * Authorization Reference; a test checks it. Knows no policies.
 */
import data from './action-keys.json' with { type: 'json' };

const tables = new Map(
  Object.entries(data.actions).map(([action, keys]) => {
    const prefixes = keys.filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1));
    return [action.toLowerCase(), { names: new Set(keys), prefixes }];
  }),
);

/** Keys that a service sets on credentials, which are then used with others. */
const acrossServices: ReadonlySet<string> = new Set([
  'ec2:sourceinstancearn',
  'ssm:sourceinstancearn',
  'lambda:sourcefunctionarn',
  'identitystore:userid',
]);

/** Whether it may be sent; of an action that the table does not have any key may. Takes both in lower case. */
export function mayBeSentWith(action: string, key: string): boolean {
  const isOfSomeActions = key === 'aws:tagkeys' || key.startsWith('aws:requesttag/');
  if ((key.startsWith('aws:') && !isOfSomeActions) || acrossServices.has(key)) return true;
  const table = tables.get(action);
  return !table || table.names.has(key) || table.prefixes.some((prefix) => key.startsWith(prefix));
}
