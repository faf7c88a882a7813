/**
 * A case of the proof is a folder: a mapping, policies, options of the command line, and what is printed in each format.
 * `UPDATE_GOLDEN=1` rewrites what is expected; the diff is for the reviewer.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serviceControlPolicyText } from '../../src/access/service-control-policy.js';
import { run } from '../cli/world.js';
import { compileMapping } from './case.js';

const update = process.env.UPDATE_GOLDEN !== undefined;
const folder = join(import.meta.dirname, 'prove');
const names = readdirSync(folder).sort();
const formats = ['table', 'md', 'json'] as const;

const optionsOf = (name: string): readonly string[] => {
  const file = join(folder, name, 'options');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ') : [];
};

const proven = async (name: string, format: (typeof formats)[number]) => {
  const { code, stdout, stderr } = await run(join(folder, name), [
    'prove',
    '--format',
    format,
    ...optionsOf(name),
  ]);
  expect(stderr).toBe('');
  return { code, stdout };
};

test('the service control policy of the case is the one that is generated', async () => {
  const text = readFileSync(join(folder, 'scp-of-ours/ssm-runas.yaml'), 'utf8');
  const { access } = await compileMapping(text, 'hcl');
  const [policy] = access?.serviceControlPolicies ?? [];
  const file = join(folder, 'scp-of-ours/scp.json');
  const generated = policy && serviceControlPolicyText(policy);
  if (update && generated) writeFileSync(file, generated);
  expect(readFileSync(file, 'utf8')).toBe(generated);
});

describe.each(names)('%s', (name) => {
  test.each(formats)('prints what stands in expected/proof.%s', async (format) => {
    const { code, stdout } = await proven(name, format);
    const file = join(folder, name, 'expected', `proof.${format === 'table' ? 'txt' : format}`);
    const text = format === 'table' ? `${stdout}exit ${code}\n` : stdout;
    if (update) {
      mkdirSync(join(folder, name, 'expected'), { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test('fits a terminal of 80 columns', async () => {
    const { stdout } = await proven(name, 'table');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
