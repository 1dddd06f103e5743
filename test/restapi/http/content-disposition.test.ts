import { createRequire } from 'node:module'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { contentDisposition } from '../../../restapi/src/http/content-disposition.js'
import { codePoint } from '../../support/code-point.js'

/** The parser of Express: an independent implementation of RFC 6266 and RFC 8187. */
const { parse } = createRequire(import.meta.url)('content-disposition') as {
  parse(field: string): { readonly type: string; readonly parameters: { readonly filename?: string } }
}

const rows: readonly (readonly [name: string, field: string])[] = [
  ['report.csv', 'filename="report.csv"'],
  ['my report.csv', 'filename="my report.csv"'],
  ['a;b=c.txt', 'filename="a;b=c.txt"'],
  ['a"b.txt', `filename="a\\"b.txt"; filename*=UTF-8''a%22b.txt`],
  ['50%.txt', 'filename="50%.txt"'],
  ['50%41.txt', `filename="50_41.txt"; filename*=UTF-8''50%2541.txt`],
  ['naïve.txt', `filename="naive.txt"; filename*=UTF-8''na%C3%AFve.txt`],
  ['€.pdf', `filename="_.pdf"; filename*=UTF-8''%E2%82%AC.pdf`],
  ["it's (1)*.pdf", 'filename="it\'s (1)*.pdf"'],
  ["ü's (1)*.pdf", `filename="u's (1)*.pdf"; filename*=UTF-8''%C3%BC%27s%20%281%29%2A.pdf`],
  ['日本語.txt', `filename="___.txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E.txt`],
  ['👩‍👩‍👧.png', `filename="_____.png"; filename*=UTF-8''%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7.png`],
  ['\ud800.txt', `filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
  ['../../etc/passwd', 'filename="_.._etc_passwd"'],
  ['C:\\boot.ini', 'filename="C:_boot.ini"'],
  ['a／b.txt', `filename="a_b.txt"; filename*=UTF-8''a%EF%BC%8Fb.txt`],
  ['a\r\nSet-Cookie: x=1.txt', 'filename="aSet-Cookie: x=1.txt"'],
  ['a\u0000\u007f\u0085b.txt', 'filename="ab.txt"'],
  ['pdf.\u202eexe', 'filename="pdf.exe"'],
  ['.htaccess', 'filename="htaccess"'],
  ['name. . ', 'filename="name"'],
]

describe('the field for a name', () => {
  test.each(rows)('%j', (name, parameters) => {
    expect(contentDisposition('attachment', name)).toBe(`attachment; ${parameters}`)
  })

  test.each(['', '.', '..', ' ', '\u0000'])('a name without a usable character (%j) is left out', (name) => {
    expect(contentDisposition('inline', name)).toBe('inline')
  })

  test('a field without a name has no parameter', () =>
    expect(contentDisposition('attachment', undefined)).toBe('attachment'))

  test('a name that is no text is refused', () => {
    expect(() => contentDisposition('attachment', 7 as never)).toThrow('the name of a file must be text; got 7')
  })
})

describe('a long name is cut to 200 characters', () => {
  test('before its ending', () => {
    const name = parse(contentDisposition('attachment', `${'é'.repeat(5000)}.pdf`)).parameters.filename ?? ''
    expect([[...name].length, name.slice(-5)]).toEqual([200, 'é'.repeat(5)])
    const kept = parse(contentDisposition('attachment', `${'é'.repeat(300)}.pdf`)).parameters.filename ?? ''
    expect([[...kept].length, kept.slice(-5)]).toEqual([200, 'é.pdf'])
  })

  test('anywhere when it has no ending', () => {
    const name = parse(contentDisposition('attachment', `a.${'b'.repeat(300)}`)).parameters.filename
    expect(name).toBe(`a.${'b'.repeat(198)}`)
  })
})

test('an independent parser reads every name back', () => {
  const harmless = fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .filter((name) => !/^[\s.]|[\s.]$|[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}/\\]/u.test(name) && name !== '')
  fc.assert(
    fc.property(harmless, (name) => {
      const { type, parameters } = parse(contentDisposition('attachment', name))
      expect([type, parameters.filename]).toEqual(['attachment', name])
    }),
  )
})

test('an independent parser reads every field, and a name never has a separator or control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint, maxLength: 60 }), (name) => {
      const { filename = '' } = parse(contentDisposition('inline', name)).parameters
      expect(filename).not.toMatch(/[/\\\p{Cc}]|^\./u)
    }),
  )
})
