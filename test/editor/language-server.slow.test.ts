/** What editors make of the schema: yaml-language-server's completion, hover and complaints, without a network. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEditor } from './language-client.js';

interface Described {
  readonly description?: string;
  readonly $ref?: string;
}

interface Schema {
  readonly properties: Readonly<Record<string, Described>>;
  readonly $defs: Readonly<Record<string, Described & { readonly properties?: Schema['properties'] }>>;
}

const schemaUrl = new URL('../../schema/role-mapping.schema.json', import.meta.url);
const schema = JSON.parse(readFileSync(schemaUrl, 'utf8')) as Schema;
const guide = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8');

/** What the schema says about the keys of the mapping, or of a definition. */
function descriptions(properties: Schema['properties'] = {}): ReadonlyMap<string, string | undefined> {
  const ofRef = ({ $ref = '' }: Described) => schema.$defs[$ref.replace('#/$defs/', '')]?.description;
  return new Map(Object.entries(properties).map(([key, value]) => [key, value.description ?? ofRef(value)]));
}

const ofMapping = descriptions(schema.properties);
const ofRole = descriptions(schema.$defs.role?.properties);
const named = (url: string) => `# yaml-language-server: $schema=${url}\n`;
const start = `${named(schemaUrl.href)}version: 1\n`;
const role = 'roles:\n  admin:\n    osUser: ops-admin\n    permissionSet: LinuxAdmin\n';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ssm-runas-gen-')));
let editor: Awaited<ReturnType<typeof openEditor>>;

beforeAll(async () => {
  editor = await openEditor(folder);
});

afterAll(() => {
  editor?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The keys and values that are offered. Whole objects are offered too, with a preview: not counted here. */
async function offers(text: string): Promise<ReadonlyMap<string, string | undefined>> {
  const all = await editor.complete(start + text);
  const isOne = ({ documentation }: (typeof all)[number]) => typeof documentation !== 'object';
  return new Map(all.filter(isOne).map(({ label, documentation }) => [label, documentation?.toString()]));
}

async function complaints(text: string, beginning = start): Promise<readonly string[]> {
  return (await editor.check(beginning + text)).map(({ message, range: { start: at } }) => {
    return `${at.line}:${at.character} ${message}`;
  });
}

describe('completion', () => {
  it('offers every key of the mapping that is not there yet, described', async () => {
    const { version: _, ...others } = Object.fromEntries(ofMapping);
    expect(Object.fromEntries(await offers('^\n'))).toEqual(others);
  });

  it('offers every key of a role, described', async () => {
    expect(Object.fromEntries(await offers('roles:\n  admin:\n    ^\n'))).toEqual(Object.fromEntries(ofRole));
  });

  it.each([
    ['rollout: ^\n', ['prepare', 'switch', 'enforce']],
    ['partition: ^\n', ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc']],
    ['roles:\n  admin:\n    osUser: ^\n', ['dev', 'svc.deploy', 'dev@corp.example.com']],
    ['roles:\n  admin:\n    principalTag: ^\n', ['forbid', 'match', 'ignore']],
  ])('offers the values or examples of %j', async (text, values) => {
    expect([...(await offers(text)).keys()]).toEqual(values);
  });

  it('marks the default', async () => {
    const values = await editor.complete(`${start}partition: ^\n`);
    expect(values.filter(({ detail }) => detail === 'Default value').map(({ label }) => label)).toEqual([
      'aws',
    ]);
  });
});

describe('hover', () => {
  it.each([
    ['rollout', 'roll^out: prepare\n', ofMapping],
    ['nodes', 'no^des: {}\n', ofMapping],
    ['osUser', 'roles:\n  admin:\n    os^User: dev\n', ofRole],
    ['permissionSet', 'roles:\n  admin:\n    permission^Set: LinuxAdmin\n', ofRole],
  ])('shows the description of %s', async (key, text, described) => {
    const shown = await editor.hover(start + text);
    expect(shown.split('\n')).toContain(described.get(key));
    expect(shown).toContain('Example');
  });

  it('lists the values that are allowed', async () => {
    expect(await editor.hover(`${start}roll^out: prepare\n`)).toContain(
      '* `prepare`\n* `switch`\n* `enforce`',
    );
  });
});

describe('checking', () => {
  it('has nothing to say about a good mapping', async () => {
    expect(await complaints(role)).toEqual([]);
  });

  it.each([
    ['rollout: prepair\n', '6:9 Value is not accepted. Valid values: "prepare", "switch", "enforce".'],
    ['rolout: prepare\n', '6:0 Property rolout is not allowed.'],
    ['accounts: [111122223333]\n', '6:11 Incorrect type. Expected "string".'],
    ['session: { idleTimeoutMinutes: 90 }\n', '6:31 Value is above the maximum of 60.'],
    ['    guardrails: hard\n', '6:16 Value is not accepted. Valid values: "standard", "strict", "none".'],
    ['    inlinePolicy: {}\n', '6:4 Missing property "merge".'],
  ])('points at %j', async (text, message) => {
    expect(await complaints(role + text)).toEqual([message]);
  });

  it.each([
    ['ops-admin', '1ops', '4:12 a Linux user name: a letter or _, then up to 31 letters'],
    ['admin:', '1st:', '3:2 a letter, then up to 31 letters, digits, - or _'],
    [
      'LinuxAdmin',
      'AWSReservedSSO_x',
      "5:19 a permission set's name: 1 to 32 letters, digits or _ + = , . @ -",
    ],
  ])('says in words what %s has to look like', async (good, bad, message) => {
    const [said, ...more] = await complaints(role.replace(good, bad));
    expect(more).toEqual([]);
    expect(said).toContain(message);
  });

  it('points at a user that a role must not have', async () => {
    expect(await complaints(role.replace('ops-admin', 'root'))).toEqual([expect.stringMatching(/^4:12 /)]);
  });
});

describe('where the schema is', () => {
  const wrong = `version: 1\nrollout: prepair\n${role}`;

  it("may be the first line of the guide's example", async () => {
    const [line = '', path = ''] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(guide) ?? [];
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    copyFileSync(schemaUrl, join(folder, path));
    expect(await complaints(wrong, `${line}\n`)).toEqual([expect.stringContaining('"prepare"')]);
  });

  it('may be another relative path', async () => {
    const path = relative(folder, fileURLToPath(schemaUrl));
    expect(await complaints(wrong, named(path))).toEqual([expect.stringContaining('"prepare"')]);
  });
});

describe('the network', () => {
  it('is used by none of this', () => {
    expect(editor.downloads()).toBe(0);
  });

  it('would have been noticed', async () => {
    const other = await openEditor(folder, { schemaStore: true });
    try {
      await other.check(start);
      expect(other.downloads()).toBeGreaterThan(0);
    } finally {
      other.close();
    }
  });
});
