import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../repository/database.js'
import { type Statements, statementsOf } from '../../repository/statements.js'
import { openTestDatabase } from '../support/database.js'

interface Told {
  readonly __knexUid: string
  readonly __knexQueryUid: string
  readonly sql: string
  readonly bindings: readonly unknown[]
}

let database: Database
let statements: Statements
let told: { readonly event: string; readonly of: Told; readonly given?: unknown }[]
beforeAll(async () => {
  database = await openTestDatabase({ seed: false, poolMax: 1 })
  statements = statementsOf(database.knex)
  database.knex.on('query', (of: Told) => told.push({ event: 'query', of }))
  database.knex.on('query-response', (given: unknown, of: Told) => told.push({ event: 'query-response', of, given }))
  database.knex.on('query-error', (given: unknown, of: Told) => told.push({ event: 'query-error', of, given }))
})
beforeEach(() => {
  told = []
})
afterAll(() => database.close())

test('a statement has its values, or none, and knex is told of it and of its answer', async () => {
  const sum = await statements.run({ text: 'select $1::int + $2::int as sum', values: [1, 2] })
  const one = await statements.run({ text: 'select 1 as one' })
  expect([sum.rows, one.rows]).toEqual([[{ sum: 3 }], [{ one: 1 }]])
  expect(told.map(({ event, of, given }) => [event, of.sql, of.bindings, given])).toEqual([
    ['query', 'select $1::int + $2::int as sum', [1, 2], undefined],
    ['query-response', 'select $1::int + $2::int as sum', [1, 2], sum],
    ['query', 'select 1 as one', [], undefined],
    ['query-response', 'select 1 as one', [], one],
  ])
})

test('each statement is told of under an id of its own, and under that of its connection', async () => {
  for (let n = 0; n < 5; n += 1) await statements.run({ text: 'select 1' })
  const ids = told.map(({ of }) => of.__knexQueryUid)
  expect(ids).toHaveLength(10)
  expect(new Set(ids).size).toBe(5)
  expect(ids.filter((_, at) => at % 2 === 0)).toEqual(ids.filter((_, at) => at % 2 === 1))
  expect([...new Set(told.map(({ of }) => of.__knexUid))]).toEqual([expect.stringMatching(/./)])
})

test('the error of a statement has the statement, and the connection serves the next one', async () => {
  const failing = statements.run({ text: 'select 1 / $1::int', values: [0] })
  await expect(failing).rejects.toThrow(/^division by zero - in the statement: select 1 \/ \$1::int$/)
  expect(told.map(({ event, of }) => [event, of.sql])).toEqual([
    ['query', 'select 1 / $1::int'],
    ['query-error', 'select 1 / $1::int'],
  ])
  expect(told[1]?.given).toBe(await failing.catch((error: unknown) => error))
  expect(await statements.run({ text: 'select 2 as two' })).toMatchObject({ rows: [{ two: 2 }] })
})
