import { ok, unauthorized } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { mergeVary } from '../../../restapi/src/http/fields.js'

describe('withHeader', () => {
  test.each([
    ['Www-Authenticate', 'WWW-Authenticate'],
    ['www-authenticate', 'WWW-Authenticate'],
    ['WWW-AUTHENTICATE', 'WWW-Authenticate'],
    ['WWW-Authenticate', 'WWW-Authenticate'],
    ['Etag', 'ETag'],
    ['eTag', 'ETag'],
    ['etag', 'ETag'],
    ['X-Request-ID', 'X-Request-Id'],
    ['x--a', 'X--A'],
    ['x-1a', 'X-1a'],
    ['Retry-After', 'Retry-After'],
    ['dnt', 'Dnt'],
    ['ETagged', 'Etagged'],
  ])('spells the field name %s as %s', (given, canonical) => {
    expect(ok().withHeader(given, 'x').fields).toEqual([{ name: canonical, value: 'x' }])
    expect(unauthorized().withHeaders({ [given]: 'x' }).fields).toEqual([{ name: canonical, value: 'x' }])
  })
})

describe('a second field of the same name', () => {
  test('replaces the first one in any case, and is last', () => {
    const { fields } = ok().withHeader('X-A', '1').withHeader('X-B', '2').withNonCanonicalHeader('x-a', '3')
    expect(fields).toEqual([
      { name: 'X-B', value: '2' },
      { name: 'x-a', value: '3' },
    ])
  })

  test('replaces the cookies that withCookie added', () => {
    const twice = ok().withCookie('a', '1').withCookie('b', '2').withCookie('c', '3')
    expect(twice.fields).toHaveLength(1)
    expect(twice.fields[0]?.value).toEqual([/^a=1;/, /^b=2;/, /^c=3;/].map((each) => expect.stringMatching(each)))
    expect(twice.withHeader('set-cookie', 'd=4').fields).toEqual([{ name: 'Set-Cookie', value: 'd=4' }])
  })
})

test('fields are frozen and copied from the argument', () => {
  const given = ['a', 'b']
  const result = ok().withHeader('x-a', given)
  given.push('c')
  expect(result.fields).toEqual([{ name: 'X-A', value: ['a', 'b'] }])
  const [field] = result.fields
  for (const each of [result.fields, field, field?.value, ok().fields]) expect(Object.isFrozen(each)).toBe(true)
})

test('withHeader writes a number as text', () => {
  expect(ok().withHeader('x-a', 0).fields).toEqual([{ name: 'X-A', value: '0' }])
})

describe('withHeader for fields of framing and content', () => {
  const framing = ['Connection', 'content-length', 'KEEP-ALIVE', 'Proxy-Connection', 'te', 'Trailer']
  test.each([...framing, 'transfer-Encoding'])('refuses %s, which frames the message', (name) => {
    expect(() => ok().withHeader(name, 'x')).toThrow(/cannot be set by an endpoint: it frames the message/)
  })

  test.each(['upgrade', 'Upgrade'])('refuses %s, which upgradeRequired() writes', (name) => {
    const message = /cannot be set by an endpoint: only a 426 has it; use upgradeRequired\(protocols, message\)$/
    expect(() => ok().withHeader(name, 'x')).toThrow(message)
  })

  test.each(['content-type', 'Content-Type'])('refuses %s, which the codec decides', (name) => {
    expect(() => ok().withNonCanonicalHeader(name, 'x')).toThrow(/cannot be set by an endpoint: the codec decides it/)
  })

  test.each(['content-language', 'content-disposition', 'te2'])('accepts %s', (name) => {
    expect(ok().withHeader(name, 'x').fields).toHaveLength(1)
  })
})

test.each([[null], [true], [[[undefined]]], [{}], [() => 'x']])('withHeader refuses the value %p', (value) => {
  expect(() => ok().withHeader('x-a', value as never)).toThrow(/must be a string, a number or an array of strings/)
})

test.each([
  ['Accept', 'Cookie', 'Accept, Cookie'],
  ['Accept', 'Accept', 'Accept'],
  ['accept', 'Accept', 'Accept'],
  ['Origin,Accept', 'Accept-Encoding , Cookie', 'Origin, Accept, Accept-Encoding, Cookie'],
  ['', 'Accept', 'Accept'],
  ['Accept', '', 'Accept'],
  ['Accept, ,', ',', 'Accept'],
  ['', '', ''],
  ['*', 'Accept', '*'],
  ['Accept', 'Cookie, *', '*'],
  ['Accept', ' * ', '*'],
])('mergeVary merges %j and %j into %j (RFC 9110 §12.5.5)', (first, second, merged) => {
  expect(mergeVary(first, second)).toBe(merged)
})
