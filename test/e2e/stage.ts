/** Everything a cut-over needs, started before a test and stopped after it, whatever becomes of the test. */
import type { Syntax } from '../../src/terraform/render.js';
import { withFolder } from '../terraform/terraform.js';
import { type Moto, startMoto } from './moto.js';
import { type Attributes, seed } from './organisation.js';
import { type Provider, startProvider } from './provider.js';
import { createWorkspace, type Workspace } from './workspace.js';

export interface Stage {
  readonly moto: Moto;
  readonly provider: Provider;
  readonly workspace: Workspace;
  /** Where the workspace is. */
  readonly folder: string;
  /** ARN of each permission set, by name. */
  readonly permissionSets: Readonly<Record<string, string>>;
}

export async function onStage(
  syntax: Syntax,
  attributes: Attributes,
  play: (stage: Stage) => Promise<void>,
): Promise<void> {
  const moto = await startMoto();
  try {
    const provider = await startProvider(moto.endpoint);
    try {
      const permissionSets = await seed(moto, attributes);
      await withFolder(async (folder) => {
        const workspace = await createWorkspace(folder, syntax, provider);
        await play({ moto, provider, workspace, folder, permissionSets });
      });
    } finally {
      await provider.stop();
    }
  } finally {
    await moto.stop();
  }
}
