/** Each example generates without a finding, and says the same as the ROLLOUT.md that it generates. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exampleNames, generatedFor, rootsOf, textOf } from './examples.js';

const accounts = ['111122223333', '444455556666'];
const regions = ['eu-central-1', 'eu-west-1'];

const functionIn = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}\\(\\) \\{\\n.*?^\\}$`, 'ms').exec(text)?.[0];

describe('examples', () => {
  it('are those whose Terraform is tried', () => {
    expect([...exampleNames].sort()).toEqual(Object.keys(rootsOf).sort());
  });

  it.each(exampleNames)('%s generates without a finding, and its README has the command', async (name) => {
    await generatedFor(name);
    expect(textOf(name, 'README.md')).toContain('ssm-runas-gen generate');
    const commands = name === 'workspaces' ? 'documents.sh' : 'README.md';
    expect(textOf(name, commands)).toContain('ssm-runas-gen gate --strict');
    expect(textOf('.', 'README.md')).toContain(`[${name}](${name}/)`);
  });

  it.each(exampleNames.filter((name) => name !== 'one-account'))(
    '%s is of 2 accounts and 2 Regions',
    (name) => {
      const mapping = parse(textOf(name, 'ssm-runas.yaml'));
      expect([mapping.accounts, mapping.regions]).toEqual([accounts, regions]);
    },
  );

  it.each(['use_account', 'everywhere', 'plan_documents', 'apply_documents'])(
    'workspaces has the function %s of ROLLOUT.md',
    async (name) => {
      const guide = (await generatedFor('workspaces')).find(({ path }) => path === 'ROLLOUT.md');
      const expected = functionIn(guide?.text ?? '', name);
      expect(expected).toBeDefined();
      expect(functionIn(textOf('workspaces', 'documents.sh'), name)).toBe(expected);
    },
  );

  it('ci-matrix has a job for each account and Region of the mapping', () => {
    const { matrix } = parse(textOf('ci-matrix', 'documents.yml')).jobs.documents.strategy;
    expect(matrix).toEqual({ account: accounts, region: regions });
  });

  it('provider-aliases has a provider and a call for each account and Region', () => {
    const main = textOf('provider-aliases', 'documents/main.tf');
    for (const account of accounts) {
      for (const region of regions) {
        const provider = new RegExp(
          `alias += "(\\w+)"\\n +region += "${region}"\\n +profile += "${account}"\\n +allowed_account_ids = \\["${account}"\\]`,
        ).exec(main);
        expect(provider, `${account} ${region}`).not.toBeNull();
        expect(main).toContain(`aws = aws.${provider?.[1]} `);
      }
    }
  });

  it('terragrunt has a unit for each account and Region', () => {
    for (const account of accounts)
      for (const region of regions)
        expect(textOf('terragrunt', `live/${account}/${region}/terragrunt.hcl`)).toContain('root.hcl');
  });
});
