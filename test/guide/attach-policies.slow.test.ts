/** The commands that attach service control policies, with an `aws` that keeps policies in a file: no mapping updates another's. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serviceControlPolicyText } from '../../src/access/service-control-policy.js';
import { put, temporaryFolder } from '../output/folder.js';
import { guideOf } from './guides.js';

const mappingOf = (roles: readonly string[], name?: string, sets = 'Set') =>
  `version: 1
${name === undefined ? '' : `name: ${name}\n`}accessControlAttributes: { configuration: disabled }
roles:
${roles.map((role) => `  ${role}: { osUser: u-${role}, permissionSet: ${sets}-${role} }\n`).join('')}`;

/** As much of Organizations as the commands need; \`state.json\` has the policies by name. */
const organizations = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs');
const [, command, ...args] = process.argv.slice(2);
const option = (name) => args[args.indexOf('--' + name) + 1];
const state = JSON.parse(readFileSync('state.json', 'utf8'));
const content = () => readFileSync(option('content').replace('file://', ''), 'utf8');
const named = (query) => /=='([^']*)'/.exec(query)[1];
const policy = state[option('policy-id')];
const commands = {
  'list-policies': () => (state[named(option('query'))] ? named(option('query')) : ''),
  'describe-policy': () => policy.content,
  'create-policy': () => ((state[option('name')] = { content: content(), targets: [] }), option('name')),
  'update-policy': () => ((policy.content = content()), ''),
  'list-targets-for-policy': () => (policy.targets.includes(named(option('query'))) ? named(option('query')) : ''),
  'attach-policy': () => (policy.targets.push(option('target-id')), ''),
};
const text = commands[command]();
writeFileSync('state.json', JSON.stringify(state));
console.log(text);
`;

function world() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'state.json'), '{}');
  writeFileSync(join(folder, 'aws'), organizations);
  chmodSync(join(folder, 'aws'), 0o755);
  const state = () => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));
  const attach = async (mapping: string, target: string, before = '') => {
    const { text, access } = await guideOf('attach', mapping);
    for (const [at, policy] of access.serviceControlPolicies.entries())
      put(
        folder,
        `identity-center/scp${at === 0 ? '' : `-${at + 1}`}.json`,
        serviceControlPolicyText(policy),
      );
    const [block = ''] = text.split('```').filter((part) => part.startsWith('sh\ntarget='));
    const script = block.slice(3).replace(/target=.*/, `target=${target}`);
    const { stderr } = spawnSync('sh', ['-c', `${before}\n${script}`], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    return stderr;
  };
  return { attach, state, folder };
}

it('two mappings with names have policies of their own, each attached to its target', async () => {
  const { attach, state } = world();
  expect(await attach(mappingOf(['admin', 'developer'], 'dev'), 'ou-dev')).toBe('');
  expect(await attach(mappingOf(['ops', 'developer'], 'prod'), 'ou-prod')).toBe('');
  expect(Object.keys(state())).toEqual(['ssm-runas-dev-1', 'ssm-runas-prod-1']);
  expect(state()['ssm-runas-dev-1']).toMatchObject({
    targets: ['ou-dev'],
    content: expect.stringContaining('DocumentOfAdmin'),
  });
  expect(state()['ssm-runas-prod-1']).toMatchObject({ targets: ['ou-prod'] });
});

it('two environments with equal roles and documents are each guarded by their own policy, in every step', async () => {
  const { attach, state } = world();
  const expected: Record<string, unknown> = {};
  for (const step of ['prepare', 'switch', 'enforce'])
    for (const name of ['dev', 'prod']) {
      const mapping = mappingOf(['linux'], name, name)
        .replace('{ configuration: disabled }', '{ configuration: elsewhere }')
        .replace('roles:', `rollout: ${step}\nroles:`);
      expect(await attach(mapping, `ou-${name}`)).toBe('');
      const { access } = await guideOf('attach', mapping);
      const [policy] = access.serviceControlPolicies;
      if (policy === undefined) throw new Error('there is no policy');
      const content = serviceControlPolicyText(policy);
      expect(content).toContain(`AWSReservedSSO_${name}-linux_`);
      expected[`ssm-runas-${name}-1`] = { content, targets: [`ou-${name}`] };
      expect(state()).toEqual(expected);
    }
});

it('a policy with the documents of another mapping is not updated, and a message says so', async () => {
  const { attach, state } = world();
  await attach(mappingOf(['admin', 'developer']), 'ou-dev');
  const before = state();
  expect(await attach(mappingOf(['ops', 'developer']), 'ou-prod')).toContain('ssm-runas-1 is not updated');
  expect(state()).toEqual(before);
});

it('a policy for the same roles with other permission sets or documents is not updated', async () => {
  const { attach, state } = world();
  const dev = mappingOf(['admin', 'developer'], undefined, 'Dev');
  await attach(dev, 'ou-dev');
  const before = state();
  const others = [
    mappingOf(['admin', 'developer'], undefined, 'Prod'),
    `${dev}documents: { name: "Prod-{role}-Session" }\n`,
  ];
  for (const other of others)
    expect(await attach(other, 'ou-prod')).toMatch(
      /^ssm-runas-1 is not updated\. These statements .*:\nDocumentOfAdmin\nDocumentOfDeveloper\n$/,
    );
  expect(state()).toEqual(before);
});

it('a policy that differs in white space alone is updated', async () => {
  const { attach, state, folder } = world();
  await attach(mappingOf(['admin']), 'ou-dev');
  const file = state();
  const compact = JSON.stringify(JSON.parse(file['ssm-runas-1'].content), undefined, 4);
  put(folder, 'state.json', JSON.stringify({ 'ssm-runas-1': { ...file['ssm-runas-1'], content: compact } }));
  expect(await attach(mappingOf(['admin']), 'ou-dev')).toBe('');
  expect(state()).toEqual(file);
});

it('its own policy is updated, and attached to a further target once', async () => {
  const { attach, state } = world();
  await attach(mappingOf(['admin']), 'ou-dev');
  expect(await attach(mappingOf(['admin', 'developer']), 'ou-dev')).toBe('');
  expect(await attach(mappingOf(['admin', 'developer']), 'ou-test')).toBe('');
  expect(state()['ssm-runas-1']).toMatchObject({
    targets: ['ou-dev', 'ou-test'],
    content: expect.stringContaining('DocumentOfDeveloper'),
  });
  expect(await attach(mappingOf(['admin']), 'ou-dev', 'removed=yes')).toBe('');
  expect(state()['ssm-runas-1'].content).not.toContain('DocumentOfDeveloper');
});

it('a policy that cannot be read is not updated', async () => {
  const { attach, state } = world();
  await attach(mappingOf(['admin']), 'ou-dev');
  const before = state();
  const failing = 'aws() { case "$*" in *describe-policy*) return 254 ;; *) command aws "$@" ;; esac; }';
  await attach(mappingOf(['ops']), 'ou-dev', failing);
  expect(state()).toEqual(before);
});
