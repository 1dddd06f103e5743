import type { Follow, Schema } from './xml-by-schema.js'

/** Returns the records of a CSV document (RFC 4180) as the objects that the schema describes: the column `price.amount` is a member of `price`. */
export function readCsvBySchema(text: string, schema: Schema, follow: Follow): readonly unknown[] {
  const [columns = [], ...records] = rowsOf(text)
  return records.map((cells) => {
    const item: Record<string, unknown> = {}
    columns.forEach((column, at) => {
      const steps = column.split('.')
      const name = steps.pop() ?? ''
      let [owner, described] = [item, follow(schema)]
      for (const step of steps) {
        owner[step] ??= {}
        owner = owner[step] as Record<string, unknown>
        described = follow(described.properties?.[step] ?? {})
      }
      const { type } = follow(described.properties?.[name] ?? {})
      owner[name] = type === 'integer' || type === 'number' ? Number(cells[at]) : cells[at]
    })
    return item
  })
}

function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
