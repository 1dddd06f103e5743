import { availableParallelism } from 'node:os'

/**
 * The tests that start the service, browsers, clusters or embedded databases as processes of their own, which take half of the time:
 * `npm run test:service`.
 */
export const ofProcesses = [
  '<rootDir>/test/main/',
  '<rootDir>/test/browser/',
  '<rootDir>/test/commands/',
  '<rootDir>/test/cluster/',
  '<rootDir>/test/crash/',
  '<rootDir>/test/faults/',
  '<rootDir>/test/repository/pglite.test',
  '<rootDir>/test/repository/full-disk.test',
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
    ...ofProcesses,
  ],
  testEnvironment: 'node',
  // A fifth of the time is spent waiting. Jest takes '150%' for the number 150.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Modules of ESM stay in the memory of a worker after their test file. The larger its heap, the slower each collection: without this
  // limit, the tests took more than twice as long.
  workerIdleMemoryLimit: '600MB',
  // Nothing is waited for by the clock; this only ends what hangs, also on a busy machine.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/support/set-up.mjs',
  globalTeardown: '<rootDir>/test/support/tear-down.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.c?ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
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
