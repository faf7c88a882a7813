/** Hostile text comes back from the real Terraform exactly as it was written, from both syntaxes, or is refused. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDiagnosticCode } from '../../src/diagnostics/catalog/index.js';
import type { Syntax } from '../../src/terraform/render.js';
import { compileMapping, syntaxes, writeFiles } from '../cases/case.js';
import { type Provider, startProvider } from '../e2e/provider.js';
import { hostileStrings } from './hostile-strings.js';
import { hasTerraform, init, terraformOk, withFolder, writeOfflineProvider } from './terraform.js';

/** Every place of a mapping that takes text of the user's choice: how to put it there, and where Terraform shows it. */
interface Field {
  readonly put: (role: RoleParts, text: string) => void;
  readonly get: (planned: Planned, role: string) => unknown;
}

interface RoleParts {
  readonly role: {
    description?: string;
    session: Record<string, unknown>;
    nodes: { tags: Record<string, string> };
  };
  readonly create: { description?: string; relayState?: string; tags: Record<string, string> };
}

interface PlannedValues {
  readonly content?: string;
  readonly inline_policy?: string;
  readonly description?: string;
  readonly relay_state?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface PlannedStatement {
  readonly Sid: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Planned = (address: string) => PlannedValues;

const label = (role: string) => role;
const documentOf = (planned: Planned, role: string) =>
  JSON.parse(planned(`aws_ssm_document.ssmrunas_${label(role)}_session`).content ?? '');
const statementsOf = (planned: Planned, role: string): readonly PlannedStatement[] =>
  JSON.parse(planned(`aws_ssoadmin_permission_set_inline_policy.${label(role)}`).inline_policy ?? '')
    .Statement;
const permissionSetOf = (planned: Planned, role: string): PlannedValues =>
  planned(`aws_ssoadmin_permission_set.${label(role)}`);
const nodeTags = (planned: Planned, role: string): Record<string, string> =>
  statementsOf(planned, role)[0]?.Condition?.StringEquals ?? {};

const fields: Readonly<Record<string, Field>> = {
  description: {
    put: ({ role }, text) => {
      role.description = text;
    },
    get: (planned, role) => documentOf(planned, role).description,
  },
  'session.shellProfile.linux': {
    put: ({ role }, text) => {
      role.session.shellProfile = { linux: text };
    },
    get: (planned, role) => documentOf(planned, role).inputs.shellProfile.linux,
  },
  'session.s3.prefix': {
    put: ({ role }, text) => {
      role.session.s3 = { bucket: 'logs', prefix: text };
    },
    get: (planned, role) => documentOf(planned, role).inputs.s3KeyPrefix,
  },
  'session.cloudWatch.logGroup': {
    put: ({ role }, text) => {
      role.session.cloudWatch = { logGroup: text };
    },
    get: (planned, role) => documentOf(planned, role).inputs.cloudWatchLogGroupName,
  },
  'nodes.tags value': {
    put: ({ role }, text) => {
      role.nodes.tags.scope = text;
    },
    get: (planned, role) => nodeTags(planned, role)['ssm:resourceTag/scope'],
  },
  'nodes.tags key': {
    put: ({ role }, text) => {
      Object.defineProperty(role.nodes.tags, text, { value: 'x', enumerable: true });
    },
    get: (planned, role) =>
      otherThan(
        Object.keys(nodeTags(planned, role)).map((key) => key.replace('ssm:resourceTag/', '')),
        ['ssm-runas', 'scope'],
      ),
  },
  'permissionSet.create.description': {
    put: ({ create }, text) => {
      create.description = text;
    },
    get: (planned, role) => permissionSetOf(planned, role).description,
  },
  'permissionSet.create.relayState': {
    put: ({ create }, text) => {
      create.relayState = text;
    },
    get: (planned, role) => permissionSetOf(planned, role).relay_state,
  },
  'permissionSet.create.tags value': {
    put: ({ create }, text) => {
      create.tags.Owner = text;
    },
    get: (planned, role) => permissionSetOf(planned, role).tags?.Owner,
  },
  'permissionSet.create.tags key': {
    put: ({ create }, text) => {
      Object.defineProperty(create.tags, text, { value: 'x', enumerable: true });
    },
    get: (planned, role) => otherThan(Object.keys(permissionSetOf(planned, role).tags ?? {}), ['Owner']),
  },
};

function otherThan(keys: readonly string[], known: readonly string[]): string | undefined {
  return keys.find((key) => !known.includes(key));
}

interface Try {
  readonly field: string;
  readonly text: string;
  /** One role for each text: Terraform takes long over thousands of resources. */
  readonly role: string;
}

const triesOf = (field: string): readonly Try[] =>
  hostileStrings.map((text, at) => ({ field, text, role: `r${at}` }));

function mappingOf(some: readonly Try[]): string {
  const roles = new Map<string, RoleParts>();
  for (const { field, text, role } of some) {
    const parts: RoleParts = roles.get(role) ?? {
      role: { session: {}, nodes: { tags: { 'ssm-runas': 'linux' } } },
      create: { tags: {} },
    };
    fields[field]?.put(parts, text);
    roles.set(role, parts);
  }
  const written = [...roles].map(([role, parts]) => [
    role,
    { ...parts.role, osUser: `u-${role}`, permissionSet: { name: role, create: parts.create } },
  ]);
  const mapping = {
    version: 1,
    identityCenter: { instanceArn: 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5' },
    accessControlAttributes: { configuration: 'elsewhere' },
    roles: Object.fromEntries(written),
  };
  return JSON.stringify(mapping, undefined, 1);
}

/** Which tries the mapping language takes; the others must be refused with a documented code, each at its own role. */
async function accepted(some: readonly Try[]): Promise<readonly Try[]> {
  const mapping = mappingOf(some);
  const { diagnostics } = await compileMapping(mapping, 'hcl');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return some;
  for (const { code } of errors) expect(isDiagnosticCode(code)).toBe(true);
  const refused = new Set(errors.map(({ range }) => roleAt(mapping, range?.start.offset ?? 0)));
  expect(some.map(({ role }) => role)).toEqual(expect.arrayContaining([...refused]));
  const left = some.filter(({ role }) => !refused.has(role));
  if (left.length > 0) return accepted(left);
  // The policy of each role names the tags of all roles, so one of these may be the reason that all are refused.
  const half = Math.floor(some.length / 2);
  return half === 0 ? [] : [...(await accepted(some.slice(0, half))), ...(await accepted(some.slice(half)))];
}

/** The role whose lines hold the place, its first one included. */
const roleAt = (mapping: string, offset: number): string | undefined =>
  mapping
    .slice(0, mapping.indexOf('\n', offset))
    .match(/(?<=^ {2}")r\d+(?=": \{$)/gm)
    ?.at(-1);

describe.skipIf(!hasTerraform)('hostile text', () => {
  const taken: Try[] = [];
  let planned: ReadonlyMap<Syntax, Planned>;

  beforeAll(async () => {
    for (const field of Object.keys(fields)) taken.push(...(await accepted(triesOf(field))));
    const provider = await startProvider();
    try {
      planned = await plannedValues(mappingOf(taken), provider);
    } finally {
      await provider.stop();
    }
  });

  it('covers at least 200 strings', () => {
    expect(hostileStrings.length).toBeGreaterThanOrEqual(200);
  });

  it('is taken where AWS takes it', () => {
    const counts = Object.fromEntries(
      Object.keys(fields).map((field) => [field, taken.filter((one) => one.field === field).length]),
    );
    expect(counts).toMatchSnapshot();
  });

  it.each(syntaxes)('comes back from Terraform unchanged, from %s', (syntax) => {
    const from = planned.get(syntax);
    if (!from) throw new Error(`nothing was planned in ${syntax}`);
    const back = taken.map((one) => ({ ...one, text: fields[one.field]?.get(from, one.role) }));
    expect(back).toEqual(taken);
  });
});

const modules = ['identity-center', 'session-documents'];

/** Of each syntax, planned by one root that calls the modules of both, so that the provider's schema is loaded once. */
async function plannedValues(mapping: string, provider: Provider): Promise<ReadonlyMap<Syntax, Planned>> {
  return withFolder(async (folder) => {
    const calls: string[] = [];
    for (const syntax of syntaxes) {
      const { files, diagnostics } = await compileMapping(mapping, syntax);
      if (!files)
        throw new Error(
          JSON.stringify(diagnostics.filter(({ severity }) => severity === 'error').slice(0, 5)),
        );
      await writeFiles(files, join(folder, syntax));
      for (const module of modules)
        calls.push(`module "${syntax}-${module}" {\n  source = "./${syntax}/${module}"\n}\n`);
    }
    await writeFile(join(folder, 'main.tf'), calls.join('\n'));
    await writeOfflineProvider(folder);
    await init(folder, provider);
    await terraformOk(folder, ['plan', '-input=false', '-out=plan', '-no-color'], provider);
    const { stdout } = await terraformOk(folder, ['show', '-json', 'plan'], provider);
    const values = new Map<string, PlannedValues>();
    for (const { resources } of JSON.parse(stdout).planned_values.root_module.child_modules)
      for (const resource of resources) values.set(resource.address, resource.values);
    const plannedIn = (syntax: Syntax) => (address: string) =>
      modules
        .map((module) => values.get(`module.${syntax}-${module}.${address}`))
        .find((found) => found !== undefined) ?? {};
    return new Map(syntaxes.map((syntax) => [syntax, plannedIn(syntax)]));
  });
}
