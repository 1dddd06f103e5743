/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/', '<rootDir>/test/clients/'], // npm run test:package, test:clients
  testEnvironment: 'node',
  maxWorkers: '100%', // much of the time is spent waiting, and by default one of two cores would be left alone
  // Nothing is waited for by the clock; this only ends what hangs, also on a busy machine.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/support/set-up.mjs',
  globalTeardown: '<rootDir>/test/support/tear-down.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
  },
  moduleNameMapper: {
    '^@endware/restapi$': '<rootDir>/restapi/src/index.ts',
    '^@endware/restapi/(openapi|testing)$': '<rootDir>/restapi/src/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  coverageProvider: 'babel',
  collectCoverageFrom: ['{api,config,domain,events,repository,restapi,telemetry}/**/*.ts', '!**/dist/**'],
}
