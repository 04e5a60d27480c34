import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const never = ['**/node_modules/**', 'build/**', '.data/**']

/** One project per cost: choose by --project. `unit` and `fast` are the save loop; `stack`, `fuzz` and `browser` start every process. */
export default defineConfig({
  root,
  test: {
    root,
    reporters: ['default'],
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          root,
          pool: 'threads',
          isolate: false, // to load every module anew for each file takes longer than most tests
          include: [
            '{flows,infra,activities,workflows}/**/*.test.ts',
            'apps/{web,worker}/**/*.test.ts',
            'test/*.test.ts',
            'test/bench/**/*.test.ts',
            'test/browser/chromium/*.test.ts',
            'test/regressions/*.test.ts',
            'test/fuzz/{plan,judge,ledger}/*.test.ts',
          ],
          exclude: never,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'emulator',
          root,
          pool: 'threads',
          isolate: false,
          include: ['apps/emulator/**/*.test.ts', 'test/conformance/**/*.test.ts'],
          exclude: never,
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'fast',
          root,
          pool: 'threads',
          include: ['test/drivers/fast/**/*.test.ts', 'test/races/*.test.ts'],
          exclude: never,
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'temporal',
          root,
          pool: 'forks',
          maxWorkers: 1,
          include: ['test/drivers/temporal/**/*.test.ts'],
          exclude: never,
          globalSetup: ['test/setup/temporal.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'replay',
          root,
          pool: 'forks',
          maxWorkers: 1,
          include: ['test/histories/*.test.ts'],
          exclude: never,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'stack',
          root,
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          maxConcurrency: 2,
          include: ['test/drivers/stack/**/*.test.ts'],
          exclude: never,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        root,
        test: {
          name: 'fuzz',
          root,
          pool: 'forks',
          maxWorkers: 1,
          include: ['test/fuzz/*.test.ts'],
          exclude: never,
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
      {
        root,
        test: {
          name: 'browser',
          root,
          pool: 'forks',
          maxWorkers: 2,
          include: ['test/browser/*.test.ts'],
          exclude: never,
          globalSetup: ['test/setup/browser.ts'],
          expect: { poll: { timeout: 30_000, interval: 100 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
