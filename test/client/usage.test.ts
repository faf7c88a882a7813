/** The help of every client fits a terminal of 80 columns and names what the client understands. */
import { expect, it } from 'vitest';
import { awsCliAlias } from '../../src/client/aws-cli-alias.js';
import { posixScript } from '../../src/client/posix-script.js';
import { powerShellScript } from '../../src/client/powershell-script.js';
import { aliasUsage, scriptUsage } from '../../src/client/usage.js';
import { testFacts } from './mapping.js';

const mapping = testFacts({
  roles: [{ permissionSet: 'LinuxAdmin', osUser: 'ops-admin', document: 'SSMRunAs-admin-Session' }],
});

it.each([
  ['ssm-runas', scriptUsage('ssm-runas'), posixScript(mapping)],
  ['ssm-runas.ps1', scriptUsage('ssm-runas.ps1'), powerShellScript(mapping)],
  ['aws runas', aliasUsage, awsCliAlias(mapping)],
])('%s', (_, usage, program) => {
  expect(usage.filter((line) => line.length > 80)).toEqual([]);
  for (const line of usage) expect(program).toContain(line);
});
