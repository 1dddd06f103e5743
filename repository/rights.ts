import type { Knex } from 'knex'
import { DatabaseError } from './database-error.js'

/** The rights on tables that the service needs. A row that is locked `for update` needs `update`. */
const needed = {
  knex_migrations: ['select'],
  products: ['select', 'insert', 'update', 'delete'],
  orders: ['select', 'insert', 'update'],
  order_lines: ['select', 'insert'],
  payments: ['select', 'insert'],
  outbox: ['select', 'insert', 'update', 'delete'],
  inbox: ['select', 'insert', 'update', 'delete'],
  idempotency_keys: ['select', 'insert', 'update', 'delete'],
  session_secret: ['select', 'insert'],
  event_broker: ['select', 'insert'],
} as const satisfies Record<string, readonly string[]>

/** A table with the name of one that the service needs. */
interface FoundTable {
  readonly user: string
  readonly schema: string
  readonly name: string
  readonly visible: boolean
  /** True when the user may use the schema. */
  readonly usable: boolean
  readonly missing: readonly string[]
}

/**
 * The schemas of the search path by name. `current_schemas` leaves out those that the user may not use.
 * @see PostgreSQL's manual, 20.11.1, `search_path`
 */
const searchPath = `select case name when '$user' then current_user else name end
  from regexp_matches(current_setting('search_path'), '"(([^"]|"")*)"|([^",[:space:]]+)', 'g') as part,
    coalesce(replace(part[1], '""', '"'), lower(part[3])) as name`

/**
 * Checks that the user of the database has the rights that requests need. Tables that do not exist are not missed.
 * @throws {DatabaseError} `database-refused` with the statements that grant what is missing
 */
export async function checkRights(knex: Knex): Promise<void> {
  const { rows } = await knex.raw<{ rows: readonly FoundTable[] }>(
    `select quote_ident(current_user) as user, quote_ident(n.nspname) as schema, c.relname as name,
      pg_table_is_visible(c.oid) as visible, has_schema_privilege(n.oid, 'usage') as usable,
      array(select r from json_array_elements_text(needed.rights) r where not has_table_privilege(c.oid, r)) as missing
    from json_each(?::json) as needed(name, rights)
    join pg_class c on c.relname = needed.name and c.relkind in ('r', 'p')
    join pg_namespace n on n.oid = c.relnamespace and n.nspname in (${searchPath})
    order by schema, name`,
    [JSON.stringify(needed)],
  )
  const grants = rows.some(({ visible }) => visible) ? onTables(rows) : onSchemas(rows)
  if (grants.length === 0) return
  const role = rows[0]?.user
  const message = `The role \`${role}\` lacks rights on tables. The owner of the tables can grant them with: ${grants.join('; ')};`
  throw new DatabaseError('database-refused', message)
}

function onTables(tables: readonly FoundTable[]): readonly string[] {
  return tables
    .filter(({ visible, missing }) => visible && missing.length > 0)
    .map(({ schema, name, missing, user }) => `grant ${missing.join(', ')} on ${schema}.${name} to ${user}`)
}

/** Returns the grants on the schemas of tables. Without such a right, the tables seem not to exist. */
function onSchemas(tables: readonly FoundTable[]): readonly string[] {
  const grants = tables
    .filter(({ usable }) => !usable)
    .map(({ schema, user }) => `grant usage on schema ${schema} to ${user}`)
  return [...new Set(grants)]
}
