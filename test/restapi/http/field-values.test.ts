import { type CookieOptions, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

const field = (result: ReturnType<typeof ok>): unknown => result.fields[0]?.value

describe('withLink (RFC 8288)', () => {
  const rows: readonly (readonly [
    target: string | URL,
    parameters: { rel: string } & Record<string, string>,
    value: string,
  ])[] = [
    ['/p?after=x', { rel: 'next' }, '</p?after=x>; rel="next"'],
    [new URL('http://x/p'), { rel: 'self' }, '<http://x/p>; rel="self"'],
    ['/ä b', { rel: 'next' }, '</%C3%A4%20b>; rel="next"'],
    ['/a>b', { rel: 'next' }, '</a%3Eb>; rel="next"'],
    ['/a\r\nb', { rel: 'next' }, '</a%0D%0Ab>; rel="next"'],
    ['/a%20b', { rel: 'next' }, '</a%20b>; rel="next"'],
    ['/p', { rel: 'next prev', title: 'a "b" \\' }, '</p>; rel="next prev"; title="a \\"b\\" \\\\"'],
    ['/p', { rel: 'alternate', type: 'text/csv' }, '</p>; rel="alternate"; type="text/csv"'],
  ]
  test.each(rows)('writes the target %s with the parameters %j', (target, parameters, value) => {
    expect(field(ok().withLink(target, parameters))).toBe(value)
  })

  test('keeps the links that were set before', () => {
    const result = ok().withLink('/a', { rel: 'next' }).withLink('/b', { rel: 'prev' }).withLink('/c', { rel: 'last' })
    expect(field(result)).toEqual(['</a>; rel="next"', '</b>; rel="prev"', '</c>; rel="last"'])
  })

  const refused: readonly (readonly [parameters: Record<string, string>, message: RegExp])[] = [
    [{ 'a b': 'x' }, /the name of a Link parameter must be a token .*; got 'a b'/],
    [{ 'a=': 'x' }, /must be a token/],
    [{ title: 'a\r\nb' }, /Invalid character/],
    [{ title: '€' }, /Invalid character/],
  ]
  test.each(refused)('refuses the parameters %j', (parameters, message) => {
    expect(() => ok().withLink('/p', { rel: 'x', ...parameters })).toThrow(message)
  })
})

describe('withCookie (RFC 6265 §4.1)', () => {
  const rows: readonly (readonly [name: string, value: string, options: CookieOptions, field: string])[] = [
    ['a', 'b', {}, 'a=b; Path=/; SameSite=Lax; HttpOnly; Secure'],
    ['a', '', {}, 'a=; Path=/; SameSite=Lax; HttpOnly; Secure'],
    ['a', 'x;y, "z" ä%\\', {}, 'a=x%3By%2C%20%22z%22%20%C3%A4%25%5C; Path=/; SameSite=Lax; HttpOnly; Secure'],
    ['a', 'b', { httpOnly: false, secure: false, sameSite: 'Strict', path: '/x' }, 'a=b; Path=/x; SameSite=Strict'],
    ['a', 'b', { maxAge: 0 }, 'a=b; Path=/; Max-Age=0; SameSite=Lax; HttpOnly; Secure'],
    [
      'a',
      'b',
      { expires: new Date(0) },
      'a=b; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; SameSite=Lax; HttpOnly; Secure',
    ],
    ['a', 'b', { domain: 'example.com' }, 'a=b; Domain=example.com; Path=/; SameSite=Lax; HttpOnly; Secure'],
    ['__Host-a', 'b', {}, '__Host-a=b; Path=/; SameSite=Lax; HttpOnly; Secure'],
  ]
  test.each(rows)('writes the cookie %s=%s with the options %j', (name, value, options, expected) => {
    expect(field(ok().withCookie(name, value, options))).toBe(expected)
  })

  const refused: readonly (readonly [name: string, value: string, options: CookieOptions])[] = [
    ['', 'x', {}],
    ['a b', 'x', {}],
    ['a=', 'x', {}],
    ['a;', 'x', {}],
    ['a', 'x', { path: '/; Domain=evil' }],
    ['a', 'x', { domain: 'a\r\nb' }],
    ['a', 'x', { maxAge: 1.5 }],
    ['a', 'x', { maxAge: Number.NaN }],
    ['a', 'x', { expires: new Date(Number.NaN) }],
    ['a', 'x', { sameSite: 'Maybe' as 'Lax' }],
    ['a', 'x', { sameSite: 'None', secure: false }],
    ['a', '\ud800', {}],
  ]
  test.each(refused)('refuses the cookie %j=%j with the options %j', (name, value, options) => {
    expect(() => ok().withCookie(name, value, options)).toThrow(TypeError)
  })
})

test.each([new Date(Number.NaN)])('withLastModified refuses %p', (date) => {
  expect(() => ok().withLastModified(date)).toThrow(TypeError)
})

test('withNonCanonicalHeader refuses the name __proto__', () => {
  expect(() => ok(1).withNonCanonicalHeader('__proto__', 'v')).toThrow(/must not be __proto__/)
})
