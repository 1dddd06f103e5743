import type { RecordDescriptions } from './record-description.js'

/** The records of the database. */
export const databaseRecords = {
  'database-unreachable': {
    severity: 'warn',
    means: 'the database does not answer at the start; once for each try',
    act: 'Look at the address in the message. The start gives up after a minute.',
  },
  'pool-exhausted': {
    severity: 'error',
    means: 'a request found no free connection in time, and was answered with a 503; once until `pool-available`',
    act: 'Look for long statements and locks in `pg_stat_activity`: see The database is slow. If there are none, raise `DATABASE_POOL`.',
  },
  'pool-available': { severity: 'info', means: 'there are free connections again', act: 'none' },
  'database-lost': {
    severity: 'error',
    means:
      'the database does not answer any more; once until `database-restored`. Requests get a 503 (`request-unserved`), and `/readyz` too',
    act: 'Look at PostgreSQL and the network. The service needs no restart.',
  },
  'database-restored': { severity: 'info', means: 'the database answers again', act: 'none' },
  'database-read-only': {
    severity: 'error',
    means: 'the database takes no changes; once until `database-writable`. Changes get a 503, reads go on',
    act: 'Is it a replica, or is `default_transaction_read_only` on? Make it writable, or lead to the primary.',
  },
  'database-writable': { severity: 'info', means: 'the database takes changes again', act: 'none' },
  'database-full': {
    severity: 'error',
    means:
      'the disk of the database is full; once until `database-has-room`. Changes that need room get a 503, reads go on',
    act: 'Make room on the disk of PostgreSQL, or of `DATA_FOLDER`: see A full disk. The service needs no restart.',
  },
  'database-has-room': { severity: 'info', means: 'the disk of the database has room again', act: 'none' },
  'database-awaits-writes': {
    severity: 'warn',
    means: 'the database takes no changes at the start, which waits; once for each try',
    act: 'As for `database-read-only`.',
  },
  'database-check': {
    severity: 'warn',
    means: 'a setting or a limit of the database is not as it must be (`shop.setting`); once at the start',
    act: 'Do what the message says; it names what may be lost.',
  },
  'clock-differs': {
    severity: 'error',
    means:
      'the clocks of PostgreSQL and of this machine differ by 5 seconds or more (`shop.ahead_ms`, negative when PostgreSQL is behind); once until `clock-agrees`. Orders are cancelled too early or too late, and valid tokens may be refused',
    act: 'Compare `date` and `timedatectl` on both machines, and set the wrong clock: see The clock is wrong.',
  },
  'clock-agrees': { severity: 'info', means: 'the clocks differ by less again', act: 'none' },
  'database-created': { severity: 'info', means: 'the embedded database is created', act: 'none' },
  'database-lock-taken-over': {
    severity: 'warn',
    means: 'the process that used the folder before has died',
    act: 'Find out why, from its last records.',
  },
  'database-migrated': { severity: 'info', means: 'the tables were brought to the newest version', act: 'none' },
  'database-outdated': {
    severity: 'warn',
    means: 'with `MIGRATE=off`, the tables are older than this version, and the start waits; once',
    act: 'Run `npm run migrate -- up`.',
  },
  'database-newer': {
    severity: 'warn',
    means: 'a newer version has changed the tables; once at the start',
    act: 'Nothing during a roll-out. Else start the newer version.',
  },
  'database-seeded': { severity: 'info', means: 'the empty catalogue was filled', act: 'none' },
  'notices-lost': {
    severity: 'warn',
    means: 'live events of other instances arrive later than usual; once until `notices-restored`',
    act: 'Look at the database. Behind a PgBouncer, `DATABASE_LISTEN_URL` must lead past it.',
  },
  'notices-restored': { severity: 'info', means: 'live events arrive at once again', act: 'none' },
} as const satisfies RecordDescriptions
