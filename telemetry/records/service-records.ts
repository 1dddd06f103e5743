import type { RecordDescriptions } from './record-description.js'

/** The records of the life of the process, its log and its dependencies other than the database and the broker. */
export const serviceRecords = {
  'service-starting': {
    severity: 'info',
    means: 'the process starts; `shop.settings.*` has the settings, without secrets',
    act: 'none',
  },
  ready: { severity: 'info', means: 'the instance serves, at `shop.url`', act: 'none' },
  stopping: {
    severity: 'info',
    means: 'a signal stops the instance (`shop.signal`); `/readyz` is 503 from now on',
    act: 'none',
  },
  'stop-delayed': {
    severity: 'info',
    means: 'the instance serves for `SHUTDOWN_DELAY` more, for load balancers to notice',
    act: 'none',
  },
  draining: { severity: 'info', means: 'no new connections; requests in flight have `SHUTDOWN_GRACE`', act: 'none' },
  drained: { severity: 'info', means: 'the last request has ended, or was cut', act: 'none' },
  'part-stopped': { severity: 'info', means: 'a part of the service has stopped (`shop.part`)', act: 'none' },
  stopped: { severity: 'info', means: 'everything has stopped; the process ends', act: 'none' },
  'start-failed': {
    severity: 'error',
    means: 'the process cannot start, and ends with code 1; the message says why',
    act: 'Do what the message says. A setting, a port, a folder or the database is not as it must be.',
  },
  crashed: {
    severity: 'error',
    means: 'an error was not caught, and the process ends with code 1; acknowledged orders are stored',
    act: 'Make sure that the process was started again. If the embedded database has stopped, look at the disk of `DATA_FOLDER`. Else it is a fault of the program: report it with `error.*`.',
  },
  'stop-overdue': {
    severity: 'error',
    means: 'the stop took longer than `SHUTDOWN_GRACE` and 5 seconds, and the process ended itself',
    act: 'Look for statements in the database that hang.',
  },
  'part-not-stopped': {
    severity: 'error',
    means: 'a part of the service failed while it stopped (`shop.part`); the others were stopped all the same',
    act: 'Read `error.*`. Nothing is lost: events and orders are in the database.',
  },
  'requests-cut': {
    severity: 'warn',
    means: 'requests were still under way at the end of the grace, and were cut',
    act: 'Raise `SHUTDOWN_GRACE`, or find out why they took so long.',
  },
  'log-dropped': {
    severity: 'warn',
    means:
      'records are missing: the reader of the log was slow, and 4 MiB waited, or the disk of the log was full; once each time that it has caught up',
    act: 'Look at the log collector of this host, and at the disk that the log is written to.',
  },
  'trial-keys': {
    severity: 'warn',
    means: 'the service signs tokens with keys of its own; once at the start',
    act: 'In production, set `JWT_ISSUER`.',
  },
  'keys-unreachable': {
    severity: 'warn',
    means: 'the keys of the issuer cannot be fetched; once until `keys-reachable`',
    act: 'See ShopIssuerDown: look at the issuer and the way to `JWKS_URL`. Known keys are used for 24 hours.',
  },
  'keys-reachable': { severity: 'info', means: 'they can be fetched again', act: 'none' },
  'clean-up-failed': {
    severity: 'error',
    means:
      'orders that were not paid in time could not be cancelled, or old records not removed; tried again every 30 seconds. An outage of the database has `database-lost` alone',
    act: 'Read `error.*`: a lock, a busy pool, or a fault of the program.',
  },
} as const satisfies RecordDescriptions
