import { describe, expect, test } from '@jest/globals'
import { parseMediaType } from '../../../restapi/src/http/media-type.js'

describe('parseMediaType (RFC 9110 §8.3.1)', () => {
  const rows: readonly (readonly [text: string, name: string, parameters: Record<string, string>])[] = [
    ['text/html', 'text/html', {}],
    ['Text/HTML', 'text/html', {}],
    ['a/b;c=d', 'a/b', { c: 'd' }],
    ['a/b; C=D', 'a/b', { c: 'D' }],
    ['a/b \t;\t c=d ;e=f', 'a/b', { c: 'd', e: 'f' }],
    ['a/b;c="d"', 'a/b', { c: 'd' }],
    ['a/b;c=""', 'a/b', { c: '' }],
    ['a/b;c="x;y=\\"z\\\\\\""', 'a/b', { c: 'x;y="z\\"' }],
    ['a/b;', 'a/b', {}],
    ['a/b;;c=d;', 'a/b', { c: 'd' }],
    ['a/b; ; c=d', 'a/b', { c: 'd' }],
    ["!#$%&'*+.^_`|~0-9/x;!=~", "!#$%&'*+.^_`|~0-9/x", { '!': '~' }],
    ['a/b;__proto__=c', 'a/b', { ['__proto__']: 'c' }],
  ]
  test.each(rows)('reads %s', (text, name, parameters) => {
    const type = parseMediaType(text)
    expect(type?.name).toBe(name)
    expect([...(type?.parameters ?? [])]).toEqual(Object.entries(parameters))
  })
})

describe('parseMediaType for other text', () => {
  test.each([
    '',
    'text',
    'text/',
    '/html',
    ' text/html',
    'text /html',
    'text/html ',
    'text/html x',
    'text/html, text/plain',
    'a/b;c',
    'a/b;c=',
    'a/b;=d',
    'a/b;c =d',
    'a/b;c= d',
    'a/b;c="d',
    'a/b;c="d"e',
    'a/b;c=d;c=e',
    'a/b;c=d;C=e',
    'a/b;c=ä',
    '   ;c="a/b"',
    'a@b/c',
  ])('returns undefined for %j', (text) => {
    expect(parseMediaType(text)).toBeUndefined()
  })
})
