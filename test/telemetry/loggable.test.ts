import { describe, expect, test } from '@jest/globals'
import { isPlain, loggable, printable } from '../../telemetry/loggable.js'
import { withoutSecrets } from '../../telemetry/redaction.js'

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
    ['/keys/eyJhbGciOi%2EeyJzdWIi%2ec2ln/a', '/keys/[redacted]/a'],
    ['/keys/eyJhbGciOi%65.%65yJzdWIi.c2ln', '/keys/[redacted]'],
    ['/keys/eyJhbGciOi.eyJzdWIi.c2ln%2Dgeheim', '/keys/[redacted]'],
    ['/a/Bearer%20geheim123abcdef', '/a/Bearer%20[redacted]'],
    ['/a/Bearer+geheim123abcdef', '/a/Bearer+[redacted]'],
    ['/a/bearer%2520geheim123+abc%252Bdef/b', '/a/bearer%2520[redacted]'],
    ['/a/basic%09%20YW5uOg%3D%3D', '/a/basic%09%20[redacted]'],
    ['/-----BEGIN+EC+PRIVATE+KEY-----geheim', '/-----BEGIN+[redacted]'],
    ['/password%3Dgeheim123', '/password%3D[redacted]'],
    ['/password+%3D+geheim123', '/password+%3D+[redacted]'],
    ['/pass%77ord=geheim', '/pass%77ord=[redacted]'],
    ['/password=a%26geheim&a=%20b', '/password=[redacted]&a=%20b'],
    ['/access_token%3Dgeheim/%e2%82%ac', '/access_token%3D[redacted]'],
    ['/https%3A%2F%2Fuser%3Ageheim123%40host%2F%F0%9F%98%80', '/https%3A%2F%2Fuser%3A[redacted]%40host%2F%F0%9F%98%80'],
    ['/😀%41/ann%253Ageheim%2540host/%c3%a9', '/😀%41/ann%253A[redacted]%2540host/%c3%a9'],
    ['/sessionid%3Dgeheim', '/sessionid%3D[redacted]'],
    ['/connect.sid=geheim', '/connect.sid=[redacted]'],
    ['/session=geheim;a', '/session=[redacted];a'],
    ['/x;session=geheim', '/x;session=[redacted]'],
    ['/__Host-session%253Dgeheim', '/__Host-session%253D[redacted]'],
    ['/hvs.geheim/a', '/[redacted]/a'],
    ['/hvb%2Egeheim/a', '/[redacted]/a'],
    ['/a%0d%0ab/token%3Dgeheim', '/a%0d%0ab/token%3D[redacted]'],
    ['/%1b/token%3Dgeheim', '/%1b/token%3D[redacted]'],
    [
      '/%/%4/%zz/%ff%fe/%c0%ae/%ed%a0%80/%c3%25/token%3Dgeheim',
      '/%/%4/%zz/%ff%fe/%c0%ae/%ed%a0%80/%c3%25/token%3D[redacted]',
    ],
  ])('%j is printed as %s', (text, printed) => {
    expect(printable(text)).toBe(printed)
  })

  test.each([
    '/v1/products/caf%C3%A9%20au%20lait',
    '/a%20b+c%2Bd/%e2%82%ac%F0%9F%98%80',
    '/a%2520b/%25252541',
    '/100%/%4/%zz/%/%%34',
    '/%ff/%c3/%c3%28/%c0%ae/%e0%80%af/%ed%a0%80/%f4%90%80%80/%f5%80%80%80',
    '/a%0d%0ab%00',
    '/users/ann%40shop.example',
    '/a%3Fb/caf%C3%A9%3f',
    '/session/session%3A+closed/session-1',
    'image/svg+xml; the disk is 100% full',
    'the session: closed',
    'hvs. and archvs.txt',
  ])('is %s as it was sent, because it has no secret', (text) => {
    expect(printable(text)).toBe(text)
  })

  test('is plain, and written between quotes, only without encoded characters, quotes and escapes', () => {
    expect(isPlain('/v1/products/a-1.b_2~c')).toBe(true)
    for (const special of ['%', '+', '"', '\\', '\n', '\u2028', 'é', ' ']) expect(isPlain(`/a${special}b`)).toBe(false)
    expect([isPlain('/hvs.a'), isPlain('/HVB.a'), isPlain('/eyJ')]).toEqual([false, false, false])
  })

  test('has at most 1024 characters, or as many as the caller says', () => {
    expect(printable('x'.repeat(1024))).toBe('x'.repeat(1024))
    expect(printable('x'.repeat(1025))).toBe(`${'x'.repeat(1024)}…`)
    expect([printable('abc', 3), printable('abcd', 3)]).toEqual(['abc', 'abc…'])
    expect(printable('%41'.repeat(1024), 1024)).toBe(`${'%41'.repeat(341)}%…`)
  })

  test.each([
    ['eyJabc.def', 'a [redacted]…'],
    ['eyJabc%2', 'a [redacted]…'],
    ['//ann:gehe', 'a //ann:[redacted]…'],
    ['ann:gehei', 'a ann:[redacted]…'],
    ['https://geh', 'a https://[redacted]…'],
    ['Bearer geh', 'a Bearer [redacted]…'],
    ['hvs.example', 'a [redacted]…'],
    ['https%3A//ge%', 'a https%3A//[redacted]…'],
    ['ann%253Age%252', 'a ann%253A[redacted]…'],
  ])('is cut before the first half of a secret: %s', (half, printed) => {
    const longest = 24
    const before = `a${' '.repeat(longest * 4 - half.length - 1)}`
    expect(printable(`${before}${half}geheim`, longest).replaceAll(/ +/g, ' ')).toBe('a …')
    expect(withoutSecrets(`a ${half}`, true)).toBe(printed.slice(0, -1))
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
