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
  expect(cookieValue('a', 'b', { sameSite: false })).toBe('a=b; Path=/; HttpOnly; Secure')
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
    partitioned: true,
  }
  expect(cookieValue('a', 'b', options)).toBe(
    'a=b; Domain=example.com; Path=/x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60; SameSite=None; HttpOnly; Secure; Partitioned',
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
    [/Strict, Lax, None or false; got 'lax'/, 'a', 'x', { sameSite: 'lax' }],
    [/Strict, Lax, None or false; got 'true'/, 'a', 'x', { sameSite: true }],
    [/SameSite=None must be secure/, 'a', 'x', { sameSite: 'None', secure: false }],
    [/the Domain of a cookie/, 'a', 'x', { domain: 'a;b' }],
    [/^the domain of a cookie must be a host name.*; got 'localhost:80'$/, 'a', 'x', { domain: 'localhost:80' }],
    [/^the domain of a cookie must be a host name.*; got 'https:\/\/a.b'$/, 'a', 'x', { domain: 'https://a.b' }],
    [
      /^expires of a cookie must lie in the years 1 to 9999; got the year 33658$/,
      'a',
      'x',
      { expires: new Date(1e15) },
    ],
    [/the Path of a cookie/, 'a', 'x', { path: '/a\tb' }],
    [/the Path of a cookie/, 'a', 'x', { path: '/\x85' }],
    [/^the path of a cookie must begin with a slash; got 'x'$/, 'a', 'x', { path: 'x' }],
    [/^the path of a cookie must begin with a slash; got ''$/, 'a', 'x', { path: '' }],
    [/^the Path of a cookie must have at most 1024 characters; got 1025$/, 'a', 'x', { path: `/${'x'.repeat(1024)}` }],
    [/^the cookie 'a' has 4097 bytes of name and value; browsers take at most 4096$/, 'a', 'x'.repeat(4096), {}],
    [/has 6001 bytes/, 'a', 'ä'.repeat(1000), {}],
    [/^a cookie with Partitioned must be secure/, 'a', 'x', { partitioned: true, secure: false }],
    [/^partitioned of a cookie must be true or false; got 'yes'/, 'a', 'x', { partitioned: 'yes' }],
    [/begins with __Secure- must have secure: true; browsers/, '__Secure-a', 'x', { secure: false }],
    [/begins with __secure- must have secure: true; browsers/, '__secure-a', 'x', { secure: false }],
    [/begins with __Host- must have secure: true; browsers/, '__Host-a', 'x', { secure: false }],
    [/begins with __Host- must have no domain; browsers/, '__Host-a', 'x', { domain: 'example.com' }],
    [/begins with __HOST- must have path: '\/'; browsers/, '__HOST-a', 'x', { path: '/x' }],
    [/begins with __Http- must have httpOnly: true; browsers/, '__Http-a', 'x', { httpOnly: false }],
    [/begins with __Host-Http- must have httpOnly: true; browsers/, '__Host-Http-a', 'x', { httpOnly: false }],
    [/begins with __Host-Http- must have path: '\/'; browsers/, '__Host-Http-a', 'x', { path: '/x' }],
    [/^withCookie\(\) has no option 'httponly'/, 'a', 'x', { httponly: false }],
  ]
  test.each(rows)('throws %s for the cookie %j=%j %j', (why, name, value, options) => {
    expect(() => ok().withCookie(name, value, options)).toThrow(why)
  })

  test.each([
    ['__Host-id', {}, 'Path=/; SameSite=Lax; HttpOnly; Secure'],
    ['__Host-id', { partitioned: true, sameSite: 'None' }, 'Path=/; SameSite=None; HttpOnly; Secure; Partitioned'],
    ['__Secure-id', { domain: 'a.b', path: '/x' }, 'Domain=a.b; Path=/x; SameSite=Lax; HttpOnly; Secure'],
    ['__Http-id', { path: '/x' }, 'Path=/x; SameSite=Lax; HttpOnly; Secure'],
    ['__Host-Http-id', {}, 'Path=/; SameSite=Lax; HttpOnly; Secure'],
    ['__Hosting', { domain: 'a.b' }, 'Domain=a.b; Path=/; SameSite=Lax; HttpOnly; Secure'],
  ] as const)('accepts the cookie %s with %j, which fits its prefix', (name, options, attributes) => {
    expect(cookieValue(name, 'x', options)).toBe(`${name}=x; ${attributes}`)
  })

  test.each(['Strict', 'Lax'] as const)('accepts SameSite=%s without Secure', (sameSite) => {
    expect(cookieValue('a', 'b', { ...bare, sameSite })).toBe(`a=b; Path=/; SameSite=${sameSite}`)
  })
})
