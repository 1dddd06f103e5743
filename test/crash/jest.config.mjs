import service from '../../jest.config.mjs'

/** The crash tests in full. `npm test` runs a short form of some. */
process.env.ENDWARE_TEST_ROUNDS = 'all'

/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: [
    '<rootDir>/test/crash/*.test.ts',
    '<rootDir>/test/events/consumer/consumer.test.ts',
    '<rootDir>/test/events/producer/relay-races.test.ts',
  ],
  maxWorkers: 1, // the figures of one test are not those of two at once
  testTimeout: 3_600_000,
}
