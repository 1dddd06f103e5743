import { Readable } from 'node:stream'
import { endware, type FileOptions, file, isResult, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

type Source = Parameters<typeof file>[0]

const fieldsOf = async (source: Source, options?: FileOptions): Promise<Readonly<Record<string, unknown>>> =>
  (await endware().render(file(source, options))).headers
const here = new URL(import.meta.url)

describe('the media type', () => {
  const rows: readonly (readonly [options: FileOptions, mediaType: string])[] = [
    [{ name: 'a.pdf' }, 'application/pdf'],
    [{ name: 'A.PDF' }, 'application/pdf'],
    [{ name: 'a.tar.gz' }, 'application/gzip'],
    [{ name: 'a.csv' }, 'text/csv; charset=utf-8'],
    [{ name: 'a.csv', mediaType: 'text/csv; charset=iso-8859-1' }, 'text/csv; charset=iso-8859-1'],
    [{ name: 'a.unknown' }, 'application/octet-stream'],
    [{ name: 'constructor' }, 'application/octet-stream'],
    [{}, 'application/octet-stream'],
  ]
  test.each(rows)('of a file with %j is %s', async (options, mediaType) => {
    expect((await fieldsOf(Buffer.from('x'), options))['content-type']).toBe(mediaType)
  })

  test('of a path is that of its ending', async () => {
    expect((await fieldsOf(new URL('../../../biome.json', here)))['content-type']).toBe('application/json')
  })
})

describe('the disposition', () => {
  test('is an attachment under the last segment of the path', async () => {
    const fields = await fieldsOf(new URL('../../../biome.json', here))
    expect(fields['content-disposition']).toBe('attachment; filename="biome.json"')
  })

  test('has the name of the option', async () => {
    const fields = await fieldsOf(new URL('../../../biome.json', here), { name: 'config.json', disposition: 'inline' })
    expect(fields['content-disposition']).toBe('inline; filename="config.json"')
  })

  test('of bytes without a name has none', async () => {
    expect((await fieldsOf(Buffer.from('x')))['content-disposition']).toBe('attachment')
  })
})

describe('content that can run scripts', () => {
  test.each(['page.html', 'picture.svg', 'data.xml'])('is shown in a sandbox when %s is inline', async (name) => {
    const fields = await fieldsOf(Buffer.from('x'), { name, disposition: 'inline' })
    expect(fields['content-security-policy']).toBe('sandbox')
    expect(fields['x-content-type-options']).toBe('nosniff')
    expect((await fieldsOf(Buffer.from('x'), { name }))['content-security-policy']).toBeUndefined()
  })

  test('needs none when %s is inline', async () => {
    const fields = await fieldsOf(Buffer.from('x'), { name: 'a.png', disposition: 'inline' })
    expect(fields['content-security-policy']).toBeUndefined()
  })

  test('has the policy that the result sets', async () => {
    const page = file(Buffer.from('x'), { name: 'a.html', disposition: 'inline' })
    const { headers } = await endware().render(page.withHeader('Content-Security-Policy', "default-src 'self'"))
    expect(headers['content-security-policy']).toBe("default-src 'self'")
  })
})

test('maxAge becomes Cache-Control', async () => {
  expect((await fieldsOf(Buffer.from('x'), { maxAge: 60 }))['cache-control']).toBe('max-age=60')
  expect((await fieldsOf(Buffer.from('x')))['cache-control']).toBeUndefined()
})

test('a file is a result: tests compare it, and its methods return copies', () => {
  expect(file('/a.txt', { maxAge: 1 })).toEqual(file('/a.txt', { maxAge: 1 }))
  expect(file('/a.txt')).not.toEqual(file('/b.txt'))
  expect(isResult(file('/a.txt').withVersion(1))).toBe(true)
})

describe('wrong options are refused', () => {
  const bytes = Buffer.from('x')
  const stream = (): Readable => Readable.from(['x'], { objectMode: false })
  const rows: readonly (readonly [source: unknown, options: unknown, why: string])[] = [
    ['a.txt', {}, "a path must be absolute, or have the option root, the folder that it may not leave; got 'a.txt'"],
    ['../a.txt', {}, 'a path must be absolute'],
    [new URL('http://a/b'), {}, 'a URL must begin with file:; got http:'],
    [7, {}, 'file() takes a path, a file URL, bytes, a Blob or a stream; got 7'],
    [undefined, {}, 'file() takes a path'],
    [{ path: '/a' }, {}, 'file() takes a path'],
    ['/a', { maxage: 1 }, "file() has no option 'maxage'"],
    ['/a', null, 'file() takes an object of options'],
    ['/a', { mediaType: 'png' }, "mediaType must be one such as image/png; got 'png'"],
    ['/a', { mediaType: 7 }, 'file(): mediaType must be text; got 7'],
    ['/a', { name: 7 }, 'file(): name must be text; got 7'],
    ['/a', { disposition: 'download' }, "disposition must be 'attachment' or 'inline'; got 'download'"],
    ['/a', { maxAge: -1 }, 'maxAge must be a whole number of seconds'],
    ['a', { root: '' }, 'root must be the path of a folder; got an empty text'],
    ['a', { root: 7 }, 'file(): root must be text; got 7'],
    ['/a', { length: 1 }, 'length has no meaning for a path; remove it'],
    [bytes, { length: 1 }, 'length has no meaning for bytes'],
    [bytes, { root: '/' }, 'root has no meaning for bytes'],
    [new Blob([]), { root: '/' }, 'root has no meaning for a Blob'],
    [stream(), { root: '/', length: 1 }, 'root has no meaning for a stream'],
    [stream(), {}, 'length must be the number of bytes of the stream; got undefined. If it is not known, use ok()'],
    [stream(), { length: -1 }, 'got -1'],
    [stream(), { length: '5' }, "got '5'"],
  ]
  test.each(rows)('%p with %p', (source, options, why) => {
    expect(() => file(source as Source, options as FileOptions)).toThrow(why)
    expect(() => file(source as Source, options as FileOptions)).toThrow(TypeError)
  })
})

describe('withAttachment', () => {
  test('names an export in any format', async () => {
    const answer = await endware().render(ok([{ id: 1 }]).withAttachment('Zürich.json'))
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="Zurich.json"; filename*=UTF-8''Z%C3%BCrich.json`,
    )
    expect(answer.content).toBe('[{"id":1}]')
  })

  test('without a name leaves the name to the client', async () => {
    expect((await endware().render(ok(1).withAttachment())).headers['content-disposition']).toBe('attachment')
  })
})
