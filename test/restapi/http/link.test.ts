import { ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { linkValue, uriReference } from '../../../restapi/src/http/link.js'

test('every character that RFC 3986 allows in a URI stays as it is', () => {
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
])('%j is percent-encoded as %s', (text, encoded) => {
  expect(uriReference(`/a${text}b${text}`)).toBe(`/a${encoded}b${encoded}`)
  expect(linkValue(new URL('http://x/'), { rel: 'next', title: 'x' })).toBe('<http://x/>; rel="next"; title="x"')
})

describe('a link', () => {
  test.each([undefined, null, {}, { rel: 1 }, 'next'])(
    'whose parameters are %j is refused: it has no relation',
    (given) => {
      expect(() => ok().withLink('/', given as never)).toThrow(/^a Link has its relation as in/)
    },
  )

  test.each(['a b', 'a=', '', ' a', 'a ', 'ä', 'a"'])('with a parameter called %j is refused', (name) => {
    expect(() => ok().withLink('/', { rel: 'next', [name]: 'x' })).toThrow(/cannot name a Link parameter/)
  })

  test('quotes quotation marks and backslashes in all parameters', () => {
    expect(linkValue('/', { rel: 'a"b', title: '\\"\\' })).toBe('</>; rel="a\\"b"; title="\\\\\\"\\\\"')
  })
})
