import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endware, file, type Result } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import compression from 'compression'
import express from 'express'
import { type Serving, serve } from '../../support/serve.js'

const folder = mkdtempSync(join(tmpdir(), 'endware-files-'))
const path = join(folder, 'digits.bin')
const digits = '0123456789'
const changed = new Date('2026-01-31T12:00:00Z')
writeFileSync(path, digits)
utimesSync(path, changed, changed)
writeFileSync(join(folder, 'empty.bin'), '')
writeFileSync(join(folder, 'large.txt'), 'text '.repeat(1000))

const results: Record<string, () => Result> = {
  path: () => file(path),
  bytes: () => file(Buffer.from(digits), { name: 'digits.bin' }),
  blob: () => file(new Blob([digits])).withVersion(7),
  versioned: () => file(path).withVersion(7).withLastModified(new Date(0)),
  empty: () => file(join(folder, 'empty.bin')),
  large: () => file(join(folder, 'large.txt')),
  stream: () => file(new Blob([digits]).stream(), { length: 10, mediaType: 'image/png' }).withVersion(7),
}
const api = endware()
const routes = api.routes(express.Router())
routes.get('/:name', ({ params: { name } }) => results[name]?.())
routes.post('/:name', ({ params: { name } }) => results[name]?.())
let serving: Serving
let compressing: Serving
beforeAll(async () => {
  serving = await serve(express().use(routes).use(api.fallback()))
  const early = express().use((_request, response, next) => {
    response.setHeader('Cache-Control', 'private')
    next()
  })
  compressing = await serve(early.use(compression({ threshold: 0 })).use(routes))
})
afterAll(async () => {
  await serving.close()
  await compressing.close()
  rmSync(folder, { recursive: true })
})

type Fields = Record<string, string>
const ask = (name: string, headers: Fields = {}, method = 'GET', at = serving): Promise<Response> =>
  fetch(`${at.url}/${name}`, { method, headers })
const tagOf = async (name: string, headers: Fields = {}, at = serving): Promise<string> =>
  (await ask(name, headers, 'HEAD', at)).headers.get('etag') ?? ''

describe.each(['path', 'bytes', 'blob'])('a file given as %s', (name) => {
  test('has its length and a strong tag, and takes ranges', async () => {
    const response = await ask(name)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe('10')
    expect(response.headers.get('accept-ranges')).toBe('bytes')
    expect(response.headers.get('etag')).toMatch(/^"[\w-]+;content"$/)
    expect(await response.text()).toBe(digits)
  })

  test('has the same fields for HEAD, which has no ranges (RFC 9110 §14.2)', async () => {
    const [get, head] = [await ask(name), await ask(name, { range: 'bytes=0-1' }, 'HEAD')]
    const fieldsOf = ({ headers }: Response): Fields => {
      const { date, connection, 'keep-alive': _, ...fields } = Object.fromEntries(headers)
      return fields
    }
    expect([head.status, fieldsOf(head)]).toEqual([200, fieldsOf(get)])
    expect(await head.text()).toBe('')
  })

  test.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=0-', digits, 'bytes 0-9/10'],
  ])('is sent in part for Range: %s', async (range, text, contentRange) => {
    const response = await ask(name, { range })
    expect([response.status, await response.text()]).toEqual([206, text])
    expect(response.headers.get('content-range')).toBe(contentRange)
    expect(response.headers.get('content-length')).toBe(String(text.length))
    expect(response.headers.get('etag')).toBe(await tagOf(name))
  })

  test('is refused with its length where no byte is in the range (RFC 9110 §15.5.17)', async () => {
    const response = await ask(name, { range: 'bytes=10-' })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    for (const field of ['accept-ranges', 'etag', 'content-disposition']) expect(response.headers.get(field)).toBeNull()
    expect(await response.json()).toMatchObject({
      status: 416,
      message: 'the file has 10 bytes, and none of them is in the range',
    })
  })

  test.each(['bytes=0-0,-1', 'bytes=3-1', 'lines=0-1'])('is sent whole for Range: %s', async (range) => {
    const response = await ask(name, { range })
    expect([response.status, response.headers.get('content-range')]).toEqual([200, null])
    expect(await response.text()).toBe(digits)
  })

  test('is sent in part as long as If-Range names its tag', async () => {
    const tag = await tagOf(name)
    const fields = { range: 'bytes=0-1' }
    expect((await ask(name, { ...fields, 'if-range': tag })).status).toBe(206)
    for (const other of ['"other"', `W/${tag}`, `${tag}, "other"`, '*', 'yesterday', '', new Date().toUTCString()]) {
      const response = await ask(name, { ...fields, 'if-range': other })
      expect([other, response.status, await response.text()]).toEqual([other, 200, digits])
    }
    // Without a current range, one that cannot be satisfied is no error (RFC 9110 §14.2).
    expect((await ask(name, { range: 'bytes=10-', 'if-range': '"other"' })).status).toBe(200)
  })

  test('answers conditional reads before ranges (RFC 9110 §13.2.2)', async () => {
    const tag = await tagOf(name)
    const range = 'bytes=0-1'
    expect((await ask(name, { range, 'if-none-match': tag })).status).toBe(304)
    expect((await ask(name, { range, 'if-match': '"other"' })).status).toBe(412)
    expect((await ask(name, { range, 'if-match': tag })).status).toBe(206)
    expect((await ask(name, { 'if-none-match': '"other"' })).status).toBe(200)
  })
})

describe('the date of a file', () => {
  test('is its Last-Modified, and answers conditional reads', async () => {
    const date = (await ask('path')).headers.get('last-modified') ?? ''
    expect(date).toBe(changed.toUTCString())
    expect((await ask('path', { 'if-modified-since': date })).status).toBe(304)
    expect((await ask('path', { 'if-unmodified-since': new Date(0).toUTCString() })).status).toBe(412)
    expect((await ask('path', { range: 'bytes=0-0', 'if-range': date })).status).toBe(206)
    expect((await ask('path', { range: 'bytes=0-0', 'if-range': new Date(0).toUTCString() })).status).toBe(200)
  })

  test('in the future is not sent (RFC 9110 §8.8.2.1)', async () => {
    const later = join(folder, 'later.bin')
    writeFileSync(later, digits)
    utimesSync(later, new Date(Date.now() + 1e9), new Date(Date.now() + 1e9))
    const { headers } = await api.render(file(later))
    expect(Date.parse(String(headers['last-modified']))).toBeLessThanOrEqual(Date.now())
  })
})

test('the tag of a file changes with its content, even where size and time stay the same', async () => {
  const same = join(folder, 'same.bin')
  results.same = () => file(same)
  const tags = []
  for (const text of ['one', 'two', 'six']) {
    writeFileSync(same, text)
    utimesSync(same, changed, changed)
    tags.push(await tagOf('same'))
  }
  expect(new Set(tags).size).toBe(3)
  for (const tag of tags) expect(tag).toMatch(/^"/)
})

test('a version and a date of the result stand before those of the file', async () => {
  const { headers } = await ask('versioned')
  expect([headers.get('etag'), headers.get('last-modified')]).toEqual(['"7;content"', new Date(0).toUTCString()])
  expect((await ask('versioned', { range: 'bytes=0-0', 'if-range': '"7;content"' })).status).toBe(206)
})

test('an empty file is sent whole, whatever the range', async () => {
  for (const headers of [{}, { range: 'bytes=0-' }, { range: 'bytes=-1' }] as Fields[]) {
    const response = await ask('empty', headers)
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '0', ''])
  }
})

describe('a stream with a length', () => {
  test('has its length and no ranges', async () => {
    const response = await ask('stream', { range: 'bytes=0-1' })
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '10'])
    expect([response.headers.get('accept-ranges'), response.headers.get('etag')]).toEqual(['none', '"7;content"'])
    expect(await response.text()).toBe(digits)
  })

  test('answers conditional reads by its version', async () => {
    expect((await ask('stream', { 'if-none-match': '"7;content"' })).status).toBe(304)
    expect((await ask('stream', {}, 'HEAD')).headers.get('content-length')).toBe('10')
  })
})

test('only GET has parts', async () => {
  const response = await ask('path', { range: 'bytes=0-1' }, 'POST')
  expect([response.status, await response.text()]).toEqual([200, digits])
})

describe('under a middleware that compresses', () => {
  const gzip = { 'accept-encoding': 'gzip' }

  test('a whole text is compressed and has a tag of its own', async () => {
    const response = await ask('large', gzip, 'GET', compressing)
    expect([response.headers.get('content-encoding'), response.headers.get('content-length')]).toEqual(['gzip', null])
    expect(response.headers.get('etag')).toMatch(/;content;gzip"$/)
    expect(response.headers.get('vary')).toBe('Accept, Accept-Encoding')
    expect(await response.text()).toHaveLength(5000)
  })

  test('a part has the bytes and the tag of the uncompressed file', async () => {
    const plain = await tagOf('large', { 'accept-encoding': 'identity' }, compressing)
    const response = await ask('large', { ...gzip, range: 'bytes=5-9', 'if-range': plain }, 'GET', compressing)
    expect([response.status, await response.text()]).toEqual([206, 'text '])
    expect(response.headers.get('content-encoding')).toBeNull()
    expect([response.headers.get('content-range'), response.headers.get('etag')]).toEqual(['bytes 5-9/5000', plain])
    expect(response.headers.get('cache-control')).toBe('private, no-transform')
  })

  test('a download that began compressed starts again from zero', async () => {
    const coded = await tagOf('large', gzip, compressing)
    const response = await ask('large', { ...gzip, range: 'bytes=5-9', 'if-range': coded }, 'GET', compressing)
    expect([response.status, (await response.text()).length]).toEqual([200, 5000])
  })

  test('a file of a compressed type can be continued by every client', async () => {
    const first = await ask('path', gzip, 'GET', compressing)
    expect([first.headers.get('content-encoding'), first.headers.get('content-length')]).toEqual([null, '10'])
    const tag = first.headers.get('etag') ?? ''
    expect((await ask('path', { ...gzip, range: 'bytes=5-', 'if-range': tag }, 'GET', compressing)).status).toBe(206)
    expect((await ask('path', { ...gzip, 'if-none-match': tag }, 'GET', compressing)).status).toBe(304)
  })
})

test('api.render gives a file and its parts without HTTP', async () => {
  const whole = await api.render(file(path))
  expect([whole.status, String(whole.content)]).toEqual([200, digits])
  const part = await api.render(file(path), { headers: { range: 'bytes=2-3' } })
  expect([part.status, String(part.content), part.headers['content-range']]).toEqual([206, '23', 'bytes 2-3/10'])
  expect((await api.render(file('/nowhere/at/all'))).status).toBe(404)
})
