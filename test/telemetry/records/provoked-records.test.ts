import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { records } from '../../../telemetry/records/records.js'

/** A call of `expectRecords` with the names of records, and the list of names alone. */
const call = /\bexpectRecords\([^[\]]*(?:\[\d+\][^[\]]*)*\[([^\]]*)\]\)/g

test('every record of the table is provoked by a test that expects it exactly once', () => {
  const folder = new URL('../../', import.meta.url)
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(new URL(path, folder), 'utf8'))
  const provoked = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(call)].flatMap(([, names = '']) => [...names.matchAll(/'([^']+)'/g)].map(([, name]) => name)),
    ),
  )
  expect(Object.keys(records).filter((name) => !provoked.has(name))).toEqual([])
})
