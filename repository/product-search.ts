import type { Statements } from './statements.js'

/** The number of products with the words of a search from which the words count as common. */
const common = 2_000

/** Returns the SQL condition for the products that a search finds. @param search the number of its value, such as `$1` */
export function matches(search: string): string {
  return `words @@ websearch_to_tsquery('simple', ${search})`
}

/** Reports whether few products have the words of a search. Reads no more products than it needs for the answer. */
export async function areFew(statements: Statements, search: string): Promise<boolean> {
  // `materialized` makes PostgreSQL plan as if all rows were needed. It still reads only up to the limit.
  const { rows } = await statements.run<{ few: boolean }>({
    text: `with found as materialized (select from products where ${matches('$1')})
    select count(*) < ${common} as few from (select from found limit ${common}) as counted`,
    values: [search],
  })
  return rows[0]?.few ?? true
}
