import { availableParallelism } from 'node:os'

/**
 * The tests that start programs of their own: the service, browsers, clusters, databases, caches, compilers and linters. They take half of
 * the time: `npm run test:service`.
 */
export const ofPrograms = [
  '<rootDir>/test/main/',
  '<rootDir>/test/browser/',
  '<rootDir>/test/commands/',
  '<rootDir>/test/cluster/',
  '<rootDir>/test/crash/',
  '<rootDir>/test/deploy/',
  '<rootDir>/test/faults/',
  '<rootDir>/test/api/openapi.test',
  '<rootDir>/test/cache/cache-faults.test',
  '<rootDir>/test/cache/memcached-store.test',
  '<rootDir>/test/cache/open-product-cache.test',
  '<rootDir>/test/cache/product-cache.test',
  '<rootDir>/test/cache/redis-client.test',
  '<rootDir>/test/cache/redis-notices.test',
  '<rootDir>/test/cache/redis-store.test',
  '<rootDir>/test/cache/refused-changes.test',
  '<rootDir>/test/docs/snippets.test',
  '<rootDir>/test/examples/typed-client.test',
  '<rootDir>/test/events/producer/relay-races.test',
  '<rootDir>/test/limits/shared-limits.test',
  '<rootDir>/test/repository/full-disk.test',
  '<rootDir>/test/repository/pglite.test',
  '<rootDir>/test/repository/process-start.test',
  '<rootDir>/test/repository/start-up-checks.test',
  '<rootDir>/test/restapi/endpoint/type-cost.test',
  '<rootDir>/test/restapi/endpoint/wrong-outcome-messages.test',
  '<rootDir>/test/restapi/examples.test',
  '<rootDir>/test/telemetry/log-at-exit.test',
]

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test'],
  // npm run test:package, test:clients, test:flags, test:soak, test:service
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/package/',
    '<rootDir>/test/clients/',
    '<rootDir>/test/unleash/',
    '<rootDir>/test/soak/',
    ...ofPrograms,
  ],
  testEnvironment: 'node',
  // A fifth of the time is spent waiting. Jest takes '150%' for the number 150.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Modules of ESM stay in the memory of a worker after their test file. The larger its heap, the slower each collection: without this
  // limit, the tests took more than twice as long.
  workerIdleMemoryLimit: '600MB',
  // Node frees the heap of a worker before it ends. That takes a second, and Jest would take half of one for a leak.
  workerGracefulExitTimeout: 30_000,
  // Nothing is waited for by the clock; this only ends what hangs, also on a busy machine.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/support/set-up.mjs',
  globalTeardown: '<rootDir>/test/support/tear-down.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.c?ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, sourceMaps: true }],
  },
  moduleNameMapper: {
    '^@endware/restapi$': '<rootDir>/restapi/src/index.ts',
    '^@endware/restapi/(docs|multipart|openapi|testing|xml2js)$': '<rootDir>/restapi/src/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^(\\.{1,2}/valibot-converter)\\.cjs$': '$1.cts',
  },
  coverageProvider: 'babel',
  collectCoverageFrom: [
    '{api,cache,config,domain,events,flags,limits,repository,restapi,service,telemetry}/**/*.ts',
    '!**/dist/**',
  ],
}
