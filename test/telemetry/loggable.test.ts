import { describe, expect, test } from '@jest/globals'
import { loggable, printable } from '../../telemetry/loggable.js'

describe('a text of the log', () => {
  test.each([
    ['a\nb', 'a\\nb'],
    ['a\tb\0', 'a\\u0009b\\u0000'],
    ['\x1b[31mred', '\\u001b[31mred'],
    ['\u2028 \u202e \u2066', '\\u2028 \\u202e \\u2066'],
    ['é€😀', 'é€😀'],
    ['password=abc', 'password=[redacted]'],
    ['/v1/products/a-1.b_2~%20+c', '/v1/products/a-1.b_2~%20+c'],
    ['/keys/eyJhbGciOi.eyJzdWIi.c2ln', '/keys/[redacted]'],
  ])('%j is printed as %s', (text, printed) => {
    expect(printable(text)).toBe(printed)
  })

  test('has at most 1024 characters, or as many as the caller says', () => {
    expect(printable('x'.repeat(1024))).toBe('x'.repeat(1024))
    expect(printable('x'.repeat(1025))).toBe(`${'x'.repeat(1024)}…`)
    expect([printable('abc', 3), printable('abcd', 3)]).toEqual(['abc', 'abc…'])
  })
})

describe('a value of the log', () => {
  const unreadable = {
    get a(): never {
      throw new Error('unreadable')
    },
  }
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  const circle = [[[[['[deep]']]]]]

  test.each<[what: string, value: unknown, logged: unknown]>([
    ['nothing', [undefined, null], ['undefined', null]],
    ['a number', [1, Number.NaN, 7n], [1, 'NaN', '7']],
    ['a function', [() => 1, Symbol('a')], ['[function]', 'Symbol(a)']],
    ['a date', [new Date(0), new Date(Number.NaN)], ['1970-01-01T00:00:00.000Z', '[invalid date]']],
    ['an error', new TypeError('a\nb'), 'TypeError: a\\nb'],
    ['bytes', Buffer.from('abc'), '[3 bytes]'],
    ['a member without a value', { a: undefined, b: true }, { b: true }],
    ['a member that cannot be read', unreadable, { a: '[unreadable]' }],
    ['a secret', { accessToken: { a: 1 } }, { accessToken: '[redacted]' }],
    ['a long name', { ['x'.repeat(65)]: 1 }, { [`${'x'.repeat(64)}…`]: 1 }],
    ['objects in depth', { a: { a: { a: { a: { a: { a: 1 } } } } } }, { a: { a: { a: { a: { a: '[deep]' } } } } }],
    ['a cycle', cyclic, circle],
  ])('%s is logged as plain data', (_what, value, logged) => {
    expect(loggable(value)).toEqual(logged)
  })

  test('has at most 40 members of an array or an object', () => {
    const members = Array.from({ length: 41 }, (_, at) => at)
    expect(loggable(members)).toEqual(members.slice(0, 40))
    expect(Object.keys(loggable({ ...members }) as object)).toHaveLength(40)
  })

  test('has at most 300 values, those within values included', () => {
    const rows = loggable(Array(20).fill(Array(20).fill(1))) as readonly unknown[]
    // 1 for the whole, 21 for each of 14 rows, 1 for the next row: 4 are left for its numbers
    expect(rows.flat().filter((each) => each === 1)).toHaveLength(14 * 20 + 4)
    expect(rows.at(-1)).toBe('…')
  })
})
