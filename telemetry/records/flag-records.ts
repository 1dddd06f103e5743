import type { RecordDescriptions } from './record-description.js'

/** The records of feature flags. */
export const flagRecords = {
  'flags-lost': {
    severity: 'warn',
    means:
      'feature flags cannot be read from their source; once until `flags-restored`. The last known values hold, then the defaults',
    act: 'Read `shop.reason`, and look at the file or the server of flags. An instance that starts now has the defaults.',
  },
  'flags-restored': { severity: 'info', means: 'they can be read again', act: 'none' },
  'flags-changed': {
    severity: 'info',
    means: 'the source has other values (`shop.flags`), which hold from now on',
    act: 'none',
  },
  'flag-refused': {
    severity: 'warn',
    means: 'the value of a flag (`shop.flag`) cannot be used, and its default holds; once until the flags change',
    act: 'Give the flag a type and value of the table of flags.',
  },
} as const satisfies RecordDescriptions
