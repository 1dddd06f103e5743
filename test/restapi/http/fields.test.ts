import { ok, unauthorized } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

describe('withHeader spells the names of fields as they are customarily spelled', () => {
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
  ])('%s becomes %s', (given, canonical) => {
    expect(ok().withHeader(given, 'x').fields).toEqual([{ name: canonical, value: 'x' }])
    expect(unauthorized().withHeaders({ [given]: 'x' }).fields).toEqual([{ name: canonical, value: 'x' }])
  })
})

describe('a field that is set again', () => {
  test('replaces the one of its name in any case, and comes last', () => {
    const { fields } = ok().withHeader('X-A', '1').withHeader('X-B', '2').withNonCanonicalHeader('x-a', '3')
    expect(fields).toEqual([
      { name: 'X-B', value: '2' },
      { name: 'x-a', value: '3' },
    ])
  })

  test('replaces cookies that were added, which withCookie adds to those before', () => {
    const twice = ok().withCookie('a', '1').withCookie('b', '2').withCookie('c', '3')
    expect(twice.fields).toHaveLength(1)
    expect(twice.fields[0]?.value).toEqual([/^a=1;/, /^b=2;/, /^c=3;/].map((each) => expect.stringMatching(each)))
    expect(twice.withHeader('set-cookie', 'd=4').fields).toEqual([{ name: 'Set-Cookie', value: 'd=4' }])
  })
})

test('fields and their lists are frozen, and so is a copy of a list that was given', () => {
  const given = ['a', 'b']
  const result = ok().withHeader('x-a', given)
  given.push('c')
  expect(result.fields).toEqual([{ name: 'X-A', value: ['a', 'b'] }])
  const [field] = result.fields
  for (const each of [result.fields, field, field?.value, ok().fields]) expect(Object.isFrozen(each)).toBe(true)
})

test('a number is written as text', () => {
  expect(ok().withHeader('x-a', 0).fields).toEqual([{ name: 'X-A', value: '0' }])
})

describe('the fields that frame a message or describe its content are refused in any case', () => {
  const framing = ['Connection', 'content-length', 'KEEP-ALIVE', 'Proxy-Connection', 'te', 'Trailer']
  test.each([...framing, 'transfer-Encoding', 'upgrade'])('%s: it frames the message', (name) => {
    expect(() => ok().withHeader(name, 'x')).toThrow(/cannot be set by an endpoint: it frames the message/)
  })

  test.each(['content-type', 'Content-Type'])('%s: the codec decides it', (name) => {
    expect(() => ok().withNonCanonicalHeader(name, 'x')).toThrow(/cannot be set by an endpoint: the codec decides it/)
  })

  test.each(['content-language', 'content-disposition', 'te2'])('%s is not', (name) => {
    expect(ok().withHeader(name, 'x').fields).toHaveLength(1)
  })
})

test.each([[null], [true], [[[undefined]]], [{}], [() => 'x']])('the value %p is refused', (value) => {
  expect(() => ok().withHeader('x-a', value as never)).toThrow(/takes a string, a number or an array of strings/)
})
