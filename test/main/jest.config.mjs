import service, { ofPrograms } from '../../jest.config.mjs'

/** The tests that start programs of their own. */
/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  testMatch: ofPrograms.map((place) => (place.endsWith('/') ? `${place}*.test.ts` : `${place}.ts`)),
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: '100%', // each test has further processes
  testTimeout: 300_000, // a busy machine takes a minute to start some of them
}
