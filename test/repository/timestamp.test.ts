import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import type { Database } from '../../repository/database.js'
import { timestampOf } from '../../repository/timestamp.js'
import { openTestDatabase } from '../support/database.js'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase({ seed: false, poolMax: 1 })
})
afterAll(() => database.close())

/** Reads texts as times of the database with this time zone. */
async function read(times: string[], zone = 'UTC'): Promise<unknown[]> {
  await database.knex.raw(`set timezone = '${zone}'`)
  const { rows } = await database.knex.raw('select unnest(?::timestamptz[]) as time', [times])
  return rows.map(({ time }: { time: unknown }) => time)
}

const times = fc.array(fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }), {
  minLength: 50,
  maxLength: 50,
})

test.each(['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/London'])(
  'times return from the database as they were: %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(times, async (dates) => {
        const written = dates.map((date) => date.toISOString())
        expect(await read(written, zone)).toEqual(dates)
      }),
      { numRuns: 10 },
    )
  },
)

test.each([
  ['2026-11-29 12:30:00+00', '2026-11-29T12:30:00.000Z'],
  ['2026-11-29 12:30:00.2+00', '2026-11-29T12:30:00.200Z'],
  ['2026-11-29 12:30:00.25+00', '2026-11-29T12:30:00.250Z'],
  ['2026-11-29 12:30:00.025+00', '2026-11-29T12:30:00.025Z'],
  ['2026-11-29 12:30:00.025999+00', '2026-11-29T12:30:00.025Z'],
  ['2026-11-29 12:30:00+05:45', '2026-11-29T06:45:00.000Z'],
  ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z'],
  ['1044-03-15 12:00:00+00 BC', '-001043-03-15T12:00:00.000Z'],
  ['12026-11-29 12:30:00+00', '+012026-11-29T12:30:00.000Z'],
])('%s is read as %s', (text, time) => {
  expect(timestampOf(text)).toEqual(new Date(time))
})

test('what is no time is read as pg reads it', () => {
  const parse = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text')
  for (const text of ['infinity', '-infinity', '', 'yesterday']) expect(timestampOf(text)).toEqual(parse(text))
})
