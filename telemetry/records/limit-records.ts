import type { RecordDescriptions } from './record-description.js'

/** The records of rate limits and of load shedding. */
export const limitRecords = {
  'limits-store-lost': {
    severity: 'warn',
    means: 'Redis cannot count the rate limits; once until `limits-store-reached`. Each instance counts for itself',
    act: 'Look at Redis and the way to it: see Limits and overload. Requests go on.',
  },
  'limits-store-reached': { severity: 'info', means: 'Redis counts the limits of all instances together', act: 'none' },
  'shedding-began': {
    severity: 'warn',
    means: 'the instance has too much to do and refuses requests with 503; once until `shedding-ended`',
    act: 'Reason `requests`: look at the pool and PostgreSQL. Reason `event-loop-delay`: look at the processor, add instances.',
  },
  'shedding-ended': { severity: 'info', means: 'no request was refused for five seconds', act: 'none' },
} as const satisfies RecordDescriptions
