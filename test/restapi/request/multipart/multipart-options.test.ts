import { gzipSync } from 'node:zlib'
import { multipart } from '@endware/restapi/multipart'
import { describe, expect, test } from '@jest/globals'
import { formOf, type Part, post, text } from './upload-service.js'

describe('a form beyond a limit gets 413 and names the limit', () => {
  const many = (count: number, value: string | Blob): Part[] =>
    Array.from({ length: count }, (_, at) => [`n${at}`, value])
  const cases: readonly [title: string, parts: readonly Part[], message: string][] = [
    ['files', many(4, text('a')), 'the upload is too large: it has more than 3 files'],
    ['fields', many(9, 'a'), 'the upload is too large: it has more than 8 fields'],
    ['parts', [...many(3, text('a')), ...many(8, 'a')], 'the upload is too large: it has more than 10 parts'],
    [
      'bytes of a file',
      [['a', text('x'.repeat(1001)), 'a']],
      'the upload is too large: the file "a" is larger than 1000 bytes',
    ],
    ['bytes of a field', [['a', 'x'.repeat(101)]], 'the upload is too large: the field "a" is larger than 100 bytes'],
    ['bytes of a name', [['a'.repeat(41), 'x']], 'the upload is too large: a name is longer than 40 bytes'],
    [
      'bytes of a file name',
      [['a', text('a'), 'ü'.repeat(21)]],
      'the upload is too large: a name is longer than 40 bytes',
    ],
  ]
  test.each(cases)('%s', async (_title, parts, message) => {
    expect(await post('any', formOf(parts))).toEqual([413, expect.objectContaining({ message })])
  })

  test('bytes of the body, with and without its length', async () => {
    const parts: Part[] = many(3, text('x'.repeat(990)))
    parts.push(['t', 'x'.repeat(90)], ['u', 'x'.repeat(90)])
    const encoded = new Response(formOf(parts))
    const type = encoded.headers.get('content-type') ?? ''
    const bytes = Buffer.from(await encoded.arrayBuffer())
    const long = Buffer.concat([bytes, Buffer.alloc(4001 - bytes.length)])
    expect(await post('any', bytes, { 'content-type': type })).toEqual([200, expect.anything()])
    const refused = [413, expect.objectContaining({ message: 'the body is larger than 4000 bytes' })]
    expect(await post('any', long, { 'content-type': type })).toEqual(refused)
    const gzipped = { 'content-type': type, 'content-encoding': 'gzip' }
    expect(await post('any', gzipSync(long), gzipped)).toEqual(refused)
  })
})

describe('wrong options are refused at start', () => {
  test.each([
    [{ limit: {} }, "multipart() has no option 'limit'"],
    [{ limits: { file: 1 } }, "multipart() has no limit 'file'"],
    [{ limits: { files: -1 } }, 'the limit files must be an integer from 0; got -1'],
    [{ limits: { bodyBytes: 0 } }, 'the limit bodyBytes must be an integer from 1; got 0'],
    [{ limits: { fileBytes: '1' } }, 'the limit fileBytes must be an integer from 1; got 1'],
    [{ memoryBytes: 0.5 }, 'memoryBytes must be an integer from 0; got 0.5'],
    [{ directory: '/no/such/folder' }, 'directory must be the path of an existing folder; got /no/such/folder'],
  ])('%j', (options, message) => {
    expect(() => multipart(options as object)).toThrow(TypeError)
    expect(() => multipart(options as object)).toThrow(message)
  })
})
