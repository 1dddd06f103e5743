import { describe, expect, test } from '@jest/globals'
import { post } from './upload-service.js'

describe('a malformed upload gets 400 and says why', () => {
  const part = (header: string, content = 'x'): string => `--b\r\n${header}\r\n\r\n${content}\r\n`
  const field = (parameters: string, more = ''): string => part(`Content-Disposition: form-data; ${parameters}${more}`)
  const end = '--b--\r\n'
  const cases: readonly [title: string, content: string, message: string | RegExp][] = [
    ['no last boundary', field('name=a'), /the last boundary is missing/],
    ['no boundary at all', 'hello', /the last boundary is missing/],
    ['an empty last part', `${field('name=a')}--b\r\n`, /the last boundary is missing/],
    ['a part without a Content-Disposition', part('X: y') + end, /no Content-Disposition of the type form-data/],
    [
      'a part of another disposition',
      part('Content-Disposition: attachment; name=a') + end,
      /no Content-Disposition of/,
    ],
    ['a part without a name', field('filename=a') + end, /a part has no name/],
    ['a part with an empty name', field('name=""') + end, /a part has no name/],
    [
      'a part without a header',
      `--b\r\n--b\r\n${field('name=a')}${end}`,
      /a part has no header|no Content-Disposition/,
    ],
    ['a name given twice', field('name=a; name=b') + end, /has name twice/],
    ['a name with an open quotation', field('name="a') + end, /Content-Disposition is malformed/],
    ['two Content-Dispositions', field('name=a', '\r\nContent-Disposition: form-data; name=b') + end, /twice/],
    ['a name with a control character', field('name="a\u0001"') + end, /control character/],
    ['a name that is not UTF-8', field('name="\u00ff"') + end, /a name is not UTF-8/],
    ['the name __proto__', field('name=__proto__') + end, /'__proto__' is not allowed/],
    ['a nested __proto__', field('name="address[__proto__][x]"') + end, /'__proto__' is not allowed/],
    [
      'a text that is not UTF-8',
      part('Content-Disposition: form-data; name=title', '\u00ff') + end,
      /"title" is not UTF-8/,
    ],
    [
      'content that is encoded',
      field('name=a', '\r\nContent-Transfer-Encoding: base64') + end,
      /Content-Transfer-Encoding/,
    ],
    ['a malformed media type', field('name=a', '\r\nContent-Type: text') + end, /Content-Type of a part is malformed/],
    [
      'malformed JSON',
      part('Content-Disposition: form-data; name=address\r\nContent-Type: application/json', '{') + end,
      /JSON/,
    ],
  ]
  test.each(cases)('%s', async (_title, content, message) => {
    const body = Buffer.from(content, 'latin1')
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    expect(await post('mixed', body, headers)).toEqual([
      400,
      expect.objectContaining({ message: expect.stringMatching(message) }),
    ])
  })

  test.each(['multipart/form-data', `multipart/form-data; boundary=${'b'.repeat(71)}`])('%s', async (type) => {
    const message = expect.stringContaining('must have a boundary of 1 to 70 characters')
    expect(await post('any', 'x', { 'content-type': type })).toEqual([400, expect.objectContaining({ message })])
  })

  test('a charset other than UTF-8 gets 415', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const body = field('name=a', '\r\nContent-Type: text/plain; charset=utf-16') + end
    expect((await post('any', body, headers))[0]).toBe(415)
  })

  const send = (content: string): Promise<[number, unknown]> =>
    post('any', content, { 'content-type': 'multipart/form-data; boundary=b' })
  const lines = (count: number): string => '\r\nX: y'.repeat(count)

  test('more header fields than the limit get 413', async () => {
    expect((await send(field('name=a', lines(2)) + end))[0]).toBe(200)
    const message = 'the upload is too large: a part has more than 3 header fields'
    expect(await send(field('name=a', lines(3)) + end)).toEqual([413, expect.objectContaining({ message })])
    expect(await send(field('name=a', lines(30)) + end)).toEqual([413, expect.objectContaining({ message })])
  })

  test('a header larger than the limit gets 413', async () => {
    // the lines `Content-Disposition: form-data; name=a` and `X: …`, each with its end
    const padding = 300 - 'Content-Disposition: form-data; name=a\r\nX: \r\n'.length
    expect((await send(field('name=a', `\r\nX: ${'y'.repeat(padding)}`) + end))[0]).toBe(200)
    const message = 'the upload is too large: the header of a part is larger than 300 bytes'
    const refused = [413, expect.objectContaining({ message })]
    expect(await send(field('name=a', `\r\nX: ${'y'.repeat(padding + 1)}`) + end)).toEqual(refused)
    expect(await send(field('name=a', `\r\nX: ${'y'.repeat(2000)}`) + end)).toEqual(refused)
  })

  test.each(['7bit', ' 8BIT ', 'binary'])('Content-Transfer-Encoding: %s changes nothing', async (encoding) => {
    const sent = await send(field('name=a', `\r\nContent-Transfer-Encoding:${encoding}`) + end)
    expect(sent).toEqual([200, { got: { a: 'x' } }])
  })

  test.each(['7bits', 'x-8bit', 'quoted-printable'])('Content-Transfer-Encoding: %s gets 400', async (encoding) => {
    expect((await send(field('name=a', `\r\nContent-Transfer-Encoding: ${encoding}`) + end))[0]).toBe(400)
  })

  test.each([
    [String.raw`name="a\"b"`, 'a"b'],
    [String.raw`name="a\\b"`, String.raw`a\b`],
    [String.raw`name="a\b"`, String.raw`a\b`],
    ['name="a%22b%0A"', 'a"b%0A'],
    [`name=${'a'.repeat(40)}`, 'a'.repeat(40)],
    ['NAME=a', 'a'],
  ])('the name in %s is read', async (parameters, name) => {
    expect(await send(field(parameters) + end)).toEqual([200, { got: { [name]: 'x' } }])
  })

  test('but not for filename* or what follows the last boundary', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const body = `preamble\r\n${field("name=a; filename=x; filename*=utf-8''y")}${end}epilogue\r\n${field('name=c')}`
    expect(await post('any', body, headers)).toEqual([
      200,
      { got: { a: { file: 'x', type: '', text: 'x', isOnDisk: false } } },
    ])
  })
})
