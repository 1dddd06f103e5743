import service from '../../jest.config.mjs'

/** The tests of the package as it is published. They need the npm registry, but no database and no compiled service. */
/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  globalSetup: './set-up.mjs',
  globalTeardown: './tear-down.mjs',
  testTimeout: 300_000,
  workerGracefulExitTimeout: service.workerGracefulExitTimeout,
  extensionsToTreatAsEsm: service.extensionsToTreatAsEsm,
  transform: service.transform,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testPathIgnorePatterns: ['/node_modules/', '/consumers/'],
}
