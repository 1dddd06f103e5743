import type { RecordDescriptions } from './record-description.js'

/** The records of the cache of products. */
export const cacheRecords = {
  'cache-lost': {
    severity: 'warn',
    means:
      'the shared store of the cache cannot be used; once until `cache-restored`. Products are read from the database',
    act: 'Look at Redis or Memcached and the way to it. The database has more to do meanwhile.',
  },
  'cache-restored': { severity: 'info', means: 'the shared store is used again', act: 'none' },
} as const satisfies RecordDescriptions
