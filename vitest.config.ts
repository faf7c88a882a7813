import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, by far: nearly all their time is spent in programs that they call. */
const long = [
  'guide/walk.e2e',
  'e2e/cut-over.e2e',
  'guide/commands',
  'terraform/hostile-text',
  'terraform/cases',
  'iam/evaluate/differential/differential',
  'client/real-cli',
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

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 20_000,
    // Vitest leaves one core to itself, which it does not need: on two cores all files would wait for one another.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
  },
});
