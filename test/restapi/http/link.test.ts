import { ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { linkValue, uriReference } from '../../../restapi/src/http/link.js'

test('uriReference keeps every character that RFC 3986 allows in a URI', () => {
  const allowed = "/az-AZ._~09?:#[]@!$&'()*+,;=%41"
  expect(uriReference(allowed)).toBe(allowed)
})

test.each([
  [' ', '%20'],
  ['"', '%22'],
  ['<', '%3C'],
  ['>', '%3E'],
  ['\\', '%5C'],
  ['^', '%5E'],
  ['`', '%60'],
  ['{', '%7B'],
  ['|', '%7C'],
  ['}', '%7D'],
  ['\r\n', '%0D%0A'],
  ['ä', '%C3%A4'],
  ['😀', '%F0%9F%98%80'],
])('uriReference percent-encodes %j as %s', (text, encoded) => {
  expect(uriReference(`/a${text}b${text}`)).toBe(`/a${encoded}b${encoded}`)
  expect(linkValue(new URL('http://x/'), { rel: 'next', title: 'x' })).toBe('<http://x/>; rel="next"; title="x"')
})

describe('withLink', () => {
  test.each([undefined, null, {}, { rel: 1 }, 'next'])('refuses the parameters %j, which have no relation', (given) => {
    expect(() => ok().withLink('/', given as never)).toThrow(/^a Link must have a relation/)
  })

  test.each(['a b', 'a=', '', ' a', 'a ', 'ä', 'a"'])('refuses a parameter named %j', (name) => {
    expect(() => ok().withLink('/', { rel: 'next', [name]: 'x' })).toThrow(/name of a Link parameter must be a token/)
  })

  test('escapes quotation marks and backslashes in all parameters', () => {
    expect(linkValue('/', { rel: 'a"b', title: '\\"\\' })).toBe('</>; rel="a\\"b"; title="\\\\\\"\\\\"')
  })
})
