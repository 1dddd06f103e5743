import { expect, test } from '@jest/globals'
import type { Database } from '../../repository/database.js'
import { migrationSource } from '../../repository/migrations/migration-source.js'
import { describeOnDatabases } from '../support/database.js'

/** Returns every column, constraint and index of the tables as text. */
async function schemaOf({ knex }: Database): Promise<string[]> {
  const { rows } = await knex.raw(`
    select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) as text
    from information_schema.columns where table_schema = 'public' and table_name not like 'knex%'
    union all select format('%s %s', conname, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'knex%'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'knex%'
    order by 1`)
  return rows.map(({ text }: { text: string }) => text)
}

describeOnDatabases('the migrations', (database) => {
  test('every migration can be undone, one after the other, and applied again', async () => {
    const { knex } = database()
    const newest = await schemaOf(database())
    const steps: string[][] = []
    for (;;) {
      const [, undone]: [number, string[]] = await knex.migrate.down({ migrationSource })
      if (undone.length === 0) break
      steps.push(await schemaOf(database()))
    }
    expect(steps.map((texts) => texts.length)).toEqual(
      steps.map(({ length }) => length).toSorted((one, other) => other - one),
    )
    expect(steps.at(-1)).toEqual([])
    await knex.migrate.latest({ migrationSource })
    expect(await schemaOf(database())).toEqual(newest)
  })
})
