/** The clients of each golden case know the Linux user and the document of each permission set, and no other. */
import { expect, it } from 'vitest';
import { caseNames, compileCase } from '../cases/case.js';

/** A line of each client that says what belongs to a permission set. AWS allows no quote in these names. */
const lines: Readonly<Record<string, RegExp>> = {
  'client/ssm-runas': /^ +'([^']*)'\) os_user='([^']*)' document='([^']*)' ;;$/gm,
  'client/aws-cli-alias': /^ +'([^']*)'\) os_user='([^']*)' document='([^']*)' ;;$/gm,
  'client/ssm-runas.ps1': /^\$roles\['([^']*)'\] = @\('([^']*)', '([^']*)'\)$/gm,
};

it.each(caseNames)('%s', async (name) => {
  const { mapping, files = [] } = await compileCase(name, 'hcl');
  const expected = mapping?.roles.map(({ permissionSet, osUser, document }) => [
    permissionSet.name,
    osUser,
    document.name,
  ]);
  for (const [client, line] of Object.entries(lines)) {
    const text = files.find(({ path }) => path === client)?.text ?? '';
    const known = [...text.matchAll(line)].map(([, ...names]) => names);
    expect({ client, known: known.sort() }).toEqual({ client, known: expected?.sort() });
  }
});
