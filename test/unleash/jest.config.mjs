import service from '../../jest.config.mjs'

/** The test of flags with a real Unleash server, which npx installs: 200 MB. */
/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  roots: ['<rootDir>/test/unleash'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
}
