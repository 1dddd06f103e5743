/** The client class of knex for PostgreSQL, for which knex has no types of its own. */
declare module 'knex/lib/dialects/postgres/index.js' {
  import type { Knex } from 'knex'
  export default class PostgresClient extends Knex.Client {}
}
