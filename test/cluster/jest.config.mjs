import service from '../../jest.config.mjs'

/** The cluster with thirty rolling restarts and ten kills. `npm test` runs a few. */
process.env.ENDWARE_TEST_ROUNDS = 'all'

/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: ['<rootDir>/test/cluster/*.test.ts'],
  maxWorkers: 1,
}
