/**
 * `node-users/` by the real Terraform and provider: planned, and accepted by the gate. Not applied: moto has no State Manager associations.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { gate } from '../../src/gate/gate.js';
import type { Syntax } from '../../src/terraform/render.js';
import { compileCase, filesOfCase, writeFiles } from '../cases/case.js';
import { init, terraformOk, withFolder, writeOfflineProvider } from '../terraform/terraform.js';
import { startProvider } from './provider.js';

export async function planNodeUsers(syntax: Syntax): Promise<void> {
  const provider = await startProvider();
  try {
    await withFolder(async (folder) => {
      await writeFiles(await filesOfCase('node-users', syntax), folder);
      const root = join(folder, 'node-users');
      await writeOfflineProvider(root);
      await init(root, provider);
      const judged = async () => {
        await terraformOk(root, ['plan', '-input=false', '-no-color', '-out=plan.bin'], provider);
        const { stdout: text } = await terraformOk(root, ['show', '-json', 'plan.bin'], provider);
        const { mapping, access } = await compileCase('node-users', syntax);
        if (!mapping || !access) throw new Error('the case has mistakes');
        const { diagnostics } = gate({
          mapping,
          access,
          plan: { file: 'plan.json', text },
          documents: [],
          attachedPolicies: [],
        });
        return { plan: JSON.parse(text), codes: diagnostics.map(({ code }) => code) };
      };
      const { plan, codes } = await judged();
      expect(codes).toEqual([]);
      // biome-ignore lint/suspicious/noExplicitAny: a plan is Terraform's
      const changes: any[] = plan.resource_changes;
      expect(changes.map(({ change }) => change.actions)).toEqual(Array(4).fill(['create']));
      const associations = changes.filter(({ type }) => type === 'aws_ssm_association');
      expect(associations.map(({ change }) => change.after.targets)).toEqual([
        [{ key: 'tag:ssm-runas', values: ['linux'] }],
        [
          { key: 'tag:app', values: ['api', 'web'] },
          { key: 'tag:ssm-runas', values: ['linux'] },
        ],
      ]);
      await writeFile(
        join(root, 'wider_override.tf'),
        'resource "aws_ssm_association" "ssm_runas_node_users" {\n  targets {\n    key    = "InstanceIds"\n    values = ["*"]\n  }\n}\n',
      );
      expect((await judged()).codes).toEqual(['gate-node-users-differ']);
    });
  } finally {
    await provider.stop();
  }
}
