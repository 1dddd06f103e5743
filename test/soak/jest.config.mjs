import faults from '../faults/jest.config.mjs'

/** A load that lasts, after which the service must hold no more than before: `npm run test:soak`. */
/** @type {import('jest').Config} */
export default {
  ...faults,
  testMatch: ['<rootDir>/test/soak/*.test.ts'],
}
