/**
 * A team's checkout in a test: the generated modules as roots, with the provider file that the team puts beside them,
 * and the Terraform calls that a pipeline makes. Knows nothing of what a step should lead to.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Compilation } from '../../src/generate.js';
import type { Syntax } from '../../src/terraform/render.js';
import { compileMapping, writeFiles } from '../cases/case.js';
import { init, terraform, terraformOk } from '../terraform/terraform.js';
import { type Provider, providerFile } from './provider.js';

/** `.` is a root of the team's own that calls the generated modules. */
export type Module =
  | 'identity-center'
  | 'session-documents'
  | 'session-documents-stackset'
  | 'service-control-policies'
  | 'default-document'
  | 'node-users'
  | '.';

/** A mapping without mistakes, and what is generated for it. */
export type Compiled = Compilation & Required<Pick<Compilation, 'mapping' | 'access' | 'files'>>;

export interface Workspace {
  /** Writes what is generated for a mapping in place of what was there. */
  readonly generate: (mapping: string) => Promise<Compiled>;
  /** Puts a file of the team's own beside a module's; without `text` takes it away. */
  readonly addFile: (module: Module, name: string, text?: string) => Promise<void>;
  /** Saves a plan, in a folder that is initialised on the way; answers it as `terraform show -json` prints it. */
  readonly plan: (module: Module, ...options: readonly string[]) => Promise<string>;
  /** The same in a folder whose providers or modules changed since. */
  readonly planAnew: (module: Module, ...options: readonly string[]) => Promise<string>;
  /** Applies the plan saved last. */
  readonly apply: (module: Module) => Promise<void>;
  /** What `terraform output -json` prints. */
  readonly outputs: (module: Module) => Promise<string>;
  /** Takes what is at an address out of the state, and imports it again. */
  readonly reimport: (module: Module, address: string, id: string) => Promise<void>;
  /** Whether a plan would change nothing. */
  readonly isSettled: (module: Module) => Promise<boolean>;
}

export async function createWorkspace(
  folder: string,
  syntax: Syntax,
  provider: Provider,
): Promise<Workspace> {
  const env = { ...provider.env, TF_CLI_CONFIG_FILE: await emptyFile(folder) };
  const run = (module: Module, ...args: readonly string[]) =>
    terraformOk(join(folder, module), args, { env });
  const initialised = new Set<Module>();
  const generated = new Set<string>();

  const initialise = async (module: Module, again = false) => {
    // Modules that the team's root calls may have come since.
    if (module !== '.' && !again && initialised.has(module)) return;
    await writeFile(join(folder, module, 'provider.tf'), providerFile);
    await init(join(folder, module), { env });
    initialised.add(module);
  };

  const planned = async (module: Module, options: readonly string[]) => {
    await run(module, 'plan', '-input=false', '-no-color', '-out=plan.bin', ...options);
    const { stdout } = await run(module, 'show', '-json', 'plan.bin');
    return stdout;
  };

  return {
    generate: async (mapping) => {
      const { files, ...rest } = await compileMapping(mapping, syntax);
      if (!files || !rest.mapping || !rest.access) throw new Error(JSON.stringify(rest.diagnostics, null, 2));
      for (const path of generated) await rm(join(folder, path), { force: true });
      await writeFiles(files, folder);
      for (const { path } of files) generated.add(path);
      return { ...rest, mapping: rest.mapping, access: rest.access, files };
    },
    addFile: async (module, name, text) => {
      const file = join(folder, module, name);
      if (text === undefined) return rm(file, { force: true });
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
    plan: async (module, ...options) => {
      await initialise(module);
      return planned(module, options);
    },
    planAnew: async (module, ...options) => {
      await initialise(module, true);
      return planned(module, options);
    },
    apply: async (module) => {
      await run(module, 'apply', '-input=false', '-no-color', 'plan.bin');
    },
    outputs: async (module) => (await run(module, 'output', '-json')).stdout,
    reimport: async (module, address, id) => {
      await run(module, 'state', 'rm', address);
      await run(module, 'import', '-input=false', '-no-color', address, id);
    },
    isSettled: async (module) => {
      const { exitCode } = await terraform(
        join(folder, module),
        ['plan', '-input=false', '-no-color', '-detailed-exitcode'],
        { env },
      );
      return exitCode === 0;
    },
  };
}

/** Keeps a developer's own Terraform settings out of the tests. */
async function emptyFile(folder: string): Promise<string> {
  const file = join(folder, 'empty.tfrc');
  await writeFile(file, '');
  return file;
}
