import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/compile.ts'],
    testTimeout: 20_000,
    // Vitest leaves one core to itself, which it does not need: on two cores all files would wait for one another.
    maxWorkers: '100%',
  },
});
