import pg from 'pg'
import QueryStream from 'pg-query-stream'

/** The rows of an export, as a stream from a cursor. @returns {(count: number) => Promise<QueryStream>} */
export function exportRows(/** @type {string} */ database) {
  const pool = new pg.Pool({ connectionString: database, max: 4 })
  return async (count) => {
    const client = await pool.connect()
    const rows = client.query(new QueryStream(statement, [count], { batchSize: 500 }))
    rows.once('close', () => client.release())
    return rows
  }
}

/** Made up by the database, so that nothing has to be filled before. */
const statement = `
  select number as id, 'CT-' || number as sku, 'Product & more, no. ' || number as name, number * 7 % 1000 as stock,
    number % 3 = 0 as active, 'a, "quoted" note' as note
  from generate_series(1, $1::int) as number`
