import { oneOf, path, serverUrl, wholeNumber } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

const postgresUrl = serverUrl(/^postgres(ql)?:\/\//, 'postgres:// or postgresql://')

/** The variables of PostgreSQL and of the embedded database. */
export const database = {
  DATABASE_URL: {
    means: 'the PostgreSQL to use',
    unset: 'a database embedded in this process',
    example: 'postgres://user:password@127.0.0.1:5432/shop',
    schema: postgresUrl,
    secret: true,
  },
  DATABASE_LISTEN_URL: {
    means: 'the same PostgreSQL, past a PgBouncer',
    unset: 'DATABASE_URL',
    example: 'postgres://user:password@127.0.0.1:5432/shop',
    schema: postgresUrl,
    secret: true,
  },
  DATABASE_POOL: {
    means: 'the most connections to that PostgreSQL at once',
    default: '10',
    example: '10',
    schema: wholeNumber(1, 1000),
  },
  MIGRATE: {
    means: 'start: bring the tables up to date at the start; off: wait until npm run migrate has done so',
    default: 'start',
    example: 'off',
    schema: oneOf(['start', 'off']),
  },
  EXPORTS_AT_ONCE: {
    means: 'the most exports at once, each on a connection of its own',
    default: '2',
    example: '2',
    schema: wholeNumber(1, 100),
  },
  DATA_FOLDER: {
    means: 'folder of the embedded database, and of keys for trials',
    default: './data',
    example: './data',
    schema: path,
  },
} satisfies VariableGroup
