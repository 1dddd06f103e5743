import { mkdtempSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import service from '../../jest.config.mjs'

/** The faults under load for their whole time, of which `npm test` has a few seconds. */
process.env.ENDWARE_TEST_ROUNDS = 'all'
process.env.ENDWARE_TEST_FIGURES = join(mkdtempSync(join(tmpdir(), 'fault-figures-')), 'rows.jsonl')
// Other work on the machine would fail the bars of time.
process.env.ENDWARE_TEST_QUIET = (loadavg()[0] ?? 0) < availableParallelism() / 2 ? 'yes' : 'no'

/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: [
    '<rootDir>/test/faults/*.test.ts',
    '<rootDir>/test/service/slow-statements.test.ts',
    '<rootDir>/test/main/crash.test.ts',
  ],
  globalTeardown: '<rootDir>/test/faults/tear-down.mjs',
  maxWorkers: 1, // the figures of one test are not those of two at once
  testTimeout: 300_000,
}
