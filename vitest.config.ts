/** Three kinds of tests: pure ones, ones that need the database, the server or ffmpeg, and journeys in a real browser. */
import { defineConfig } from 'vitest/config';

const tests = (folder: string) => `${folder}/**/*.test.{ts,tsx}`;
const NEEDS_PROGRAMS = ['engines', 'domains/*/adapters', 'domains/media', 'examples/films', 'apps/server'].map(tests);
const NEEDS_BROWSER = [tests('journeys'), '**/*.browser.test.{ts,tsx}'];
const NEVER = ['**/node_modules/**', '**/dist/**', '.duoping/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['kit', 'domains', 'client', 'simulation', 'examples', 'tools', 'bench', 'apps'].map(tests),
          exclude: [...NEVER, ...NEEDS_PROGRAMS, ...NEEDS_BROWSER],
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'database',
          include: NEEDS_PROGRAMS,
          exclude: [...NEVER, ...NEEDS_BROWSER],
          globalSetup: 'engines/postgres/testing-cluster.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: NEEDS_BROWSER,
          exclude: NEVER,
          globalSetup: 'engines/postgres/testing-cluster.ts',
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
