import service, { ofProcesses } from '../../jest.config.mjs'

/** The tests that start the service, browsers, clusters or embedded databases as processes of their own. */
/** @type {import('jest').Config} */
export default {
  ...service,
  rootDir: '../..',
  testMatch: ofProcesses.map((place) => (place.endsWith('/') ? `${place}*.test.ts` : `${place}.ts`)),
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: '100%', // each test has further processes
}
