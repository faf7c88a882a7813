// Compares what Terraform would send for each test case with what another commit generates:
// npm run compare-plans -- COMMIT [SID...]; statements with these Sids are left out of the comparison.
import { spawnSync } from 'node:child_process';

const [commit, ...statements] = process.argv.slice(2);
if (commit === undefined) {
  console.error('usage: npm run compare-plans -- COMMIT [SID...]');
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'slow', 'test/terraform/against-commit'],
  {
    stdio: 'inherit',
    env: { ...process.env, COMPARE_WITH: commit, EXCEPT_STATEMENTS: statements.join(',') },
  },
);
process.exit(status ?? 1);
