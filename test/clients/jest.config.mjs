import service from '../../jest.config.mjs'

/** The tests of generated clients. They need the generators of tools/clients, which `npm run test:clients` installs. */
/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  roots: ['<rootDir>/test/clients'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
}
