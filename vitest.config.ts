import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { mutantPlugin } from './test/mutants/mutant.mjs';

/** The files that take longest, by far: nearly all their time is spent in programs that they call. */
const long = [
  'e2e/cut-over.slow',
  'terraform/hostile-text.slow',
  'e2e/default-document.slow',
  'terraform/cases.slow',
  'e2e/tunnels.slow',
  'client/real-cli.slow',
  'docs/commands.slow',
  'guide/hostile-commands.slow',
  'e2e/node-users.slow',
  'terraform/provider-6.slow',
  'iam/evaluate/differential/differential.slow',
  'cases/built-program.slow',
];

/**
 * Begins with the long files, lest one of them run alone at the end. On a fresh checkout Vitest knows of no file how long
 * it takes, and begins with the largest.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const slow = 'test/**/*.slow.test.ts';
/**
 * Run by hand, for each takes minutes: whole rollouts and organizations, the other syntax of what the slow tier applies in one,
 * all mutants, and the AWS CLI for each command of ROLLOUT.md.
 */
const byHand = 'test/**/*.long.slow.test.ts';

const minutes = 60_000;

/** A test ends at its limit only if it hangs: a busy machine takes a multiple of an idle one's time. */
const limit = (value: number) => ({ testTimeout: value, hookTimeout: value });

export default defineConfig({
  plugins: process.env.MUTANT ? [mutantPlugin(JSON.parse(process.env.MUTANT))] : [],
  test: {
    // Vitest leaves one core to itself, which it does not need: on two cores all files would wait for one another.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    // A mutant changes the sources as Vitest reads them, not the built program.
    globalSetup: process.env.MUTANT ? [] : ['test/build.ts'],
    projects: [
      {
        extends: true,
        // Loading the sources anew for each file would be a third of the work; no test changes what another one sees.
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow],
          isolate: false,
          ...limit(10 * minutes),
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: [slow],
          exclude: [byHand],
          isolate: false,
          ...limit(120 * minutes),
        },
      },
      { extends: true, test: { name: 'long', include: [byHand], ...limit(120 * minutes) } },
    ],
  },
});
