import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { challengeText, descriptionText } from '../../../restapi/src/http/challenge.js'

describe('challengeText (RFC 9110 §11.3)', () => {
  const rows: readonly (readonly [parameters: Record<string, string | undefined>, text: string])[] = [
    [{}, 'Bearer'],
    [{ realm: 'api' }, 'Bearer realm="api"'],
    [{ realm: 'a "b" \\c' }, 'Bearer realm="a \\"b\\" \\\\c"'],
    [{ realm: '' }, 'Bearer realm=""'],
    [{ realm: 'api', error: undefined, scope: 'a b' }, 'Bearer realm="api", scope="a b"'],
  ]
  test.each(rows)('writes %j', (parameters, text) => {
    expect(challengeText('Bearer', parameters)).toBe(text)
  })

  test('every value is read back from its quoted string (RFC 9110 §5.6.4)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7E]{0,30}$/), (value) => {
        const [, quoted = ''] = /^S a="((?:[^"\\]|\\.)*)"$/.exec(challengeText('S', { a: value })) ?? []
        expect(quoted.replace(/\\(.)/g, '$1')).toBe(value)
      }),
    )
  })
})

describe('descriptionText (RFC 6750 §3)', () => {
  test.each([
    ['the token has expired', 'the token has expired'],
    ['say "please" \\o/', "say 'please' 'o/"],
    ['abgelaufen: 3 Tage über\r\nX: y', 'abgelaufen: 3 Tage ?ber??X: y'],
    ['🙈', '?'],
    ['see RFC 6750 §2.1', 'see RFC 6750 section 2.1'],
  ])('makes %j fit the grammar', (text, fitting) => {
    expect(descriptionText(text)).toBe(fitting)
  })
})
