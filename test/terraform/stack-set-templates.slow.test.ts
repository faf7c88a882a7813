/** The templates of StackSets, judged by cfn-lint for every Region that the program knows: no error, no warning. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../src/aws/regions.js';
import { stackSetsOf } from '../../src/terraform/plan/stack-set-template.js';
import { compileMapping } from '../cases/case.js';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';
import { withFolder } from './terraform.js';

/** Two templates, with every setting of a session, tunnels and tags. */
const mapping = `version: 1
accessControlAttributes: { configuration: disabled }
accounts: ["111122223333"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
session:
  idleTimeoutMinutes: 20
  maxDurationMinutes: 60
  kmsKey: alias/session-manager
  s3: { bucket: session-logs, prefix: linux }
  cloudWatch: { logGroup: /ssm/sessions, streaming: false }
  shellProfile: { linux: "exec bash" }
documents:
  deploy: stackset
  tags: { Team: platform }
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, tunnels: { db: { port: 5432, host: db.internal }, metrics: { port: 9090 } } }
${Array.from({ length: 70 }, (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }`).join('\n')}
`;

interface Finding {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
}

describe.skipIf(!hasProgram('cfn-lint'))('the templates of StackSets', () => {
  it('have nothing that cfn-lint finds in any Region', async () => {
    const { mapping: model, access, diagnostics } = await compileMapping(mapping, 'hcl');
    if (!model || !access) throw new Error(JSON.stringify(diagnostics));
    const sets = stackSetsOf(model, access);
    expect(sets).toHaveLength(2);
    await withFolder(async (folder) => {
      const files = sets.map(({ name, template }) => {
        const file = join(folder, `${name}.json`);
        writeFileSync(file, JSON.stringify(template));
        return file;
      });
      const broken = join(folder, 'broken.json');
      writeFileSync(broken, JSON.stringify(sets[0]?.template).replace('"DocumentType":', '"Documenttype":'));
      const { stdout, stderr } = spawnSync(
        'cfn-lint',
        ['--format', 'json', '--regions', ...Object.values(regionsOf).flat(), '--', ...files, broken],
        { encoding: 'utf8', timeout: hangGuard },
      );
      const found = (JSON.parse(stdout || stderr) as Finding[]).map(
        ({ Filename, Rule }) => `${basename(Filename)} ${Rule.Id}`,
      );
      expect([...new Set(found)]).toEqual(['broken.json E3002']);
    });
  });
});
