import service from '../../jest.config.mjs'

/** The races with all rounds. `npm test` runs a few. */
process.env.ENDWARE_TEST_ROUNDS = 'all'

/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  testPathIgnorePatterns: ['/node_modules/'],
  testMatch: [
    '<rootDir>/test/repository/orders/*races.test.ts',
    '<rootDir>/test/events/consumer/consumer.test.ts',
    '<rootDir>/test/events/producer/relay-races.test.ts',
    '<rootDir>/test/repository/products-concurrency.test.ts',
  ],
  testTimeout: 600_000,
}
