import { isServerSentEvent, type ServerSentEvent, serverSentEvent } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

describe('serverSentEvent', () => {
  test('keeps its arguments, with the id as text', () => {
    const event = serverSentEvent({ a: 1 }, { id: 0, event: 'stock', retry: 5 })
    expect({ ...event }).toEqual({ data: { a: 1 }, id: '0', event: 'stock', retry: 5, raw: false })
    expect({ ...serverSentEvent(1, { id: '' }) }).toEqual({ data: 1, id: '', raw: false })
    expect({ ...serverSentEvent(1) }).toEqual({ data: 1, raw: false })
  })

  test('is frozen, and JSON writes only its data', () => {
    const event = serverSentEvent({ a: 1 }, { id: 7 })
    expect(Object.isFrozen(event)).toBe(true)
    expect(JSON.stringify([event])).toBe('[{"a":1}]')
  })

  test('is recognised by its guard', () => {
    expect(isServerSentEvent(serverSentEvent(1))).toBe(true)
    for (const other of [undefined, null, {}, { data: 1 }, 'x']) expect(isServerSentEvent(other)).toBe(false)
  })
})

test.each([0, 1, 2 ** 53 - 1])('serverSentEvent takes a retry of %p milliseconds', (retry) => {
  expect(serverSentEvent(1, { retry }).retry).toBe(retry)
})

test.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '5', null])(
  'serverSentEvent refuses a retry of %p',
  (retry) => {
    expect(() => serverSentEvent(1, { retry: retry as never })).toThrow(
      /^retry must be an integer of milliseconds, such as/,
    )
  },
)

const breaks = ['\r', '\n', '\0'] as const
test.each(breaks)('serverSentEvent refuses %j in an id or a type, since it would start another field', (character) => {
  const made: (() => ServerSentEvent)[] = [
    () => serverSentEvent(1, { id: `a${character}b` }),
    () => serverSentEvent(1, { event: `a${character}b` }),
    () => serverSentEvent(1, { id: character, event: 'x' }),
  ]
  for (const make of made) expect(make).toThrow(/one line each/)
})

test.each(['ID', 'name', 'data', 'retries'])("serverSentEvent refuses the unknown option '%s'", (name) => {
  expect(() => serverSentEvent(1, { [name]: 1 } as never)).toThrow(`serverSentEvent() has no option '${name}'`)
})
