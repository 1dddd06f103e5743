import { type Codec, endware, json, ok } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'

// A projection may write dates as text for `JSON.stringify`. The text must be what it would have been, and other codecs still get dates.

const at = new Date('2026-02-03T04:05:06.789Z')
const far = new Date(Date.UTC(123_456, 0))
const invalid = new Date(Number.NaN)
class Day extends Date {
  override toISOString(): string {
    return super.toISOString().slice(0, 10)
  }
}
class Moment extends Date {
  override toJSON(): string {
    return 'a moment'
  }
}
const Span = z.object({ from: z.date(), to: z.date() })
const SpanText = z.codec(z.string(), Span, {
  decode: (text) => ({ from: new Date(text), to: new Date(text) }),
  encode: ({ from, to }) => String(to.getTime() - from.getTime()),
})

const rows: readonly (readonly [where: string, schema: z.ZodType, value: unknown, sent: unknown])[] = [
  ['a member', z.object({ at: z.date() }), { at }, { at: at.toISOString() }],
  ['a year of three digits', z.date(), new Date('0987-06-05T04:03:02.001Z'), '0987-06-05T04:03:02.001Z'],
  ['a year of six digits', z.date(), far, '+123456-01-01T00:00:00.000Z'],
  ['an invalid date', z.object({ at: z.date() }), { at: invalid }, { at: null }],
  ['an invalid item', z.array(z.date()), [invalid, at], [null, at.toISOString()]],
  ['the place of text', z.object({ at: z.string() }), { at }, { at: at.toISOString() }],
  ['the place of an object', z.object({ at: z.object({}) }), { at }, { at: at.toISOString() }],
  ['a loose member', z.looseObject({}), { at }, { at: at.toISOString() }],
  ['a record', z.record(z.string(), z.date()), { at }, { at: at.toISOString() }],
  ['both sides of an intersection', z.intersection(z.date(), z.any()), at, at.toISOString()],
  ['a date with a form of its own', z.date(), Object.assign(new Date(at), { toISOString: () => 'its own' }), 'its own'],
  ['a class with a form of its own', z.date(), new Day(at), '2026-02-03'],
  ['a class with a toJSON of its own', z.date(), new Moment(at), 'a moment'],
  ['a set of equal dates', z.set(z.date()), new Set([at, new Date(at)]), [at.toISOString(), at.toISOString()]],
  ['a key of a map', z.map(z.date(), z.date()), new Map([[at, at]]), { [String(at)]: at.toISOString() }],
  [
    'what follows a map, a set and a codec',
    z.object({ map: z.map(z.string(), z.date()), set: z.set(z.date()), span: SpanText, at: z.date() }),
    { map: new Map(), set: new Set(), span: { from: at, to: at }, at },
    { map: {}, set: [], span: '0', at: at.toISOString() },
  ],
]

test.each(rows)('JSON has the text of a date in %s', async (_, schema, value, sent) => {
  const { content } = await endware().render(ok(value), { contract: { responses: { 200: schema } } })
  expect(content).toBe(JSON.stringify(sent))
})

test('JSON has the text that a date has by itself', async () => {
  const contract = { responses: { 200: z.array(z.date()) } }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.date({ noInvalidDate: false })), async (dates) => {
      const { content } = await endware().render(ok(dates), { contract })
      expect(content).toBe(JSON.stringify(dates))
    }),
  )
})

const seen: Codec['encode'] = (value) => String((value as { at: unknown }).at instanceof Date)

test.each<[says: string, codec: Codec]>([
  ['of its own', { name: 'own', mediaTypes: ['text/own'], encode: seen }],
  ['made of that for JSON', { ...json(), encode: seen }],
  ['that inherits from that for JSON', Object.assign(Object.create(json()) as Codec, { encode: seen })],
])('a codec %s gets dates', async (_, codec) => {
  const contract = { responses: { 200: z.object({ at: z.date() }) } }
  const { content } = await endware({ codecs: [codec] }).render(ok({ at }), { contract })
  expect(content).toBe('true')
})
