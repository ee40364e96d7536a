import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, though some of them are short: begun last, one core would wait for them. */
const longest = [
  'faults.browser.test.ts',
  'screens.browser.test.ts',
  'screens-loading.browser.test.ts',
  'the-loop.test.ts',
  'api-people.test.ts',
  'load-workspace.test.ts',
  'people.test.ts',
  'supervise.test.ts',
  'start.test.ts',
]

/** Begins with those that take longest; where Vitest has seen them run, it knows better. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification): number =>
      (longest.indexOf(basename(moduleId)) + longest.length + 1) % (longest.length + 1)
    return sorted.toSorted((a, b) => place(a) - place(b))
  }
}

/** As long as `until` waits: a busy machine fails no test. */
const expectInTime = { poll: { timeout: 15_000 } }

export default defineConfig({
  test: {
    expect: expectInTime,
    globalSetup: ['test/harness/global-setup.ts'],
    setupFiles: ['test/harness/setup-file.ts'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          // Vitest leaves one core to itself, which of two is half of what there is.
          maxWorkers: '100%',
          // A file has a database of its own and stubs nothing in a module: what was imported is kept.
          isolate: false,
          include: [
            'src/**/*.test.ts',
            'test/**/*.test.ts',
            'bench/**/*.test.ts',
            'admin/src/**/*.test.ts',
          ],
          exclude: ['test/real/**', 'test/drills/**', 'test/browser/**'],
        },
      },
      {
        // Each of two lanes has a real company of its own, on which one file works at a time. A lane
        // keeps its process, and with it windows that have compiled the admin already.
        test: {
          name: 'browser',
          expect: expectInTime,
          include: ['test/browser/**/*.browser.test.ts'],
          globalSetup: ['test/browser/harness/global-setup.ts'],
          maxWorkers: 2,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        // Drills kill processes and stop databases: one at a time, and with all the time they need.
        test: {
          name: 'drills',
          include: ['test/drills/**/*.test.ts', 'test/real/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
