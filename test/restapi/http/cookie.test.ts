import { ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { type CookieOptions, cookieValue } from '../../../restapi/src/http/cookie.js'

const bare: CookieOptions = { httpOnly: false, secure: false }

test('cookieValue keeps every character that RFC 6265 allows in a value', () => {
  const allowed = "!#$%&'()*+-./09:<=>?@AZ[]^_`az{|}~".replace('%', '')
  expect(cookieValue('a', allowed, bare)).toBe(`a=${allowed}; Path=/; SameSite=Lax`)
})

test.each([
  [' ', '%20'],
  ['"', '%22'],
  ['%', '%25'],
  [',', '%2C'],
  [';', '%3B'],
  ['\\', '%5C'],
  ['\r\n', '%0D%0A'],
  ['\x7f', '%7F'],
  ['ä', '%C3%A4'],
])('cookieValue percent-encodes %j in a value', (text, encoded) => {
  expect(cookieValue('a', `x${text}y${text}`, bare)).toBe(`a=x${encoded}y${encoded}; Path=/; SameSite=Lax`)
})

test('a cookie has Path=/, Secure, HttpOnly and SameSite=Lax by default', () => {
  expect(cookieValue('a', 'b')).toBe('a=b; Path=/; SameSite=Lax; HttpOnly; Secure')
  expect(cookieValue('a', 'b', { secure: false })).toBe('a=b; Path=/; SameSite=Lax; HttpOnly')
  expect(cookieValue('a', 'b', { httpOnly: false })).toBe('a=b; Path=/; SameSite=Lax; Secure')
})

test('cookieValue writes all attributes', () => {
  const options: CookieOptions = {
    domain: 'example.com',
    path: '/x',
    expires: new Date(0),
    maxAge: 60,
    httpOnly: true,
    secure: true,
    sameSite: 'None',
  }
  expect(cookieValue('a', 'b', options)).toBe(
    'a=b; Domain=example.com; Path=/x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60; SameSite=None; HttpOnly; Secure',
  )
})

describe('withCookie', () => {
  const rows: readonly (readonly [why: RegExp, name: string, value: string, options: object])[] = [
    [/^the name of a cookie must be a token .*; got ''$/, '', 'x', {}],
    [/^the name of a cookie must be a token .*; got ' a'$/, ' a', 'x', {}],
    [/^the name of a cookie must be a token .*; got 'a '$/, 'a ', 'x', {}],
    [/lone surrogate/, 'a', '\udc00', {}],
    [/whole number of seconds/, 'a', 'x', { maxAge: 0.5 }],
    [/whole number of seconds/, 'a', 'x', { maxAge: Number.POSITIVE_INFINITY }],
    [/whole number of seconds/, 'a', 'x', { maxAge: '60' }],
    [/valid date/, 'a', 'x', { expires: new Date(Number.NaN) }],
    [/Strict, Lax or None; got 'lax'/, 'a', 'x', { sameSite: 'lax' }],
    [/SameSite=None must be secure/, 'a', 'x', { sameSite: 'None', secure: false }],
    [/the Domain of a cookie/, 'a', 'x', { domain: 'a;b' }],
    [/the Path of a cookie/, 'a', 'x', { path: '/a\tb' }],
    [/the Path of a cookie/, 'a', 'x', { path: '/\x85' }],
    [/^withCookie\(\) has no option 'httponly'/, 'a', 'x', { httponly: false }],
  ]
  test.each(rows)('throws %s for the cookie %j=%j %j', (why, name, value, options) => {
    expect(() => ok().withCookie(name, value, options)).toThrow(why)
  })

  test.each(['Strict', 'Lax'] as const)('accepts SameSite=%s without Secure', (sameSite) => {
    expect(cookieValue('a', 'b', { ...bare, sameSite })).toBe(`a=b; Path=/; SameSite=${sameSite}`)
  })
})
