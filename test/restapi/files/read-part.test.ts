import { once } from 'node:events'
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { endware, type FailureReport, file, type Result } from '@endware/restapi'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

const folder = mkdtempSync(join(tmpdir(), 'endware-read-'))
const path = join(folder, 'large.bin')
/** The size of the file. The buffers of the sockets are smaller, so most of it waits for the client. */
const size = 16 * 1024 * 1024
const reports: FailureReport[] = []
let reported = (): void => {}
let result = (): Result => file(path)
const api = endware({
  onFailure(report) {
    reports.push(report)
    reported()
  },
})
let serving: Serving
beforeAll(async () => {
  serving = await serve(api.endpoint(() => result()))
})
beforeEach(() => {
  reports.length = 0
  result = () => file(path)
  writeFileSync(path, '')
  truncateSync(path, size)
})
afterEach(() => rmSync(path, { force: true }))
afterAll(async () => {
  await serving.close()
  rmSync(folder, { recursive: true })
})

/** Returns the open file handles of this process in the folder of this test. */
const openHandles = (): readonly string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`)
      return target.startsWith(folder) ? [target] : []
    } catch {
      return [] // the handle of the listing itself
    }
  })

/** Overwrites one byte. */
function overwrite(position: number): void {
  const handle = openSync(path, 'r+')
  writeSync(handle, 'x', position)
  closeSync(handle)
}

/** Waits until no handle is open. */
async function allClosed(): Promise<void> {
  while (openHandles().length > 0) await new Promise((resolve) => setImmediate(resolve))
}

/** Begins a download, and stops reading after its first bytes. */
async function begun(...fields: readonly string[]): Promise<RawClient> {
  const client = await RawClient.get(serving.port, ...fields)
  await client.until(/\r\n\r\n/)
  client.stall()
  return client
}

describe('a file breaks the connection when, while it is sent, it', () => {
  const changes: readonly (readonly [name: string, change: () => void])[] = [
    ['is cut', () => truncateSync(path, 1024 * 1024)],
    ['is emptied', () => truncateSync(path, 0)],
    ['is removed', () => rmSync(path)],
    [
      'is replaced',
      () => {
        writeFileSync(`${path}.new`, 'new')
        renameSync(`${path}.new`, path)
      },
    ],
    ['grows', () => appendFileSync(path, 'more')],
    ['is written to in its middle', () => overwrite(size - 10)],
    [
      'is written to, and its time set back',
      () => {
        overwrite(10)
        utimesSync(path, 1, 1)
      },
    ],
  ]
  test.each(changes)('%s', async (_name, change) => {
    const failed = new Promise<void>((resolve) => {
      reported = resolve
    })
    const client = await begun()
    change()
    client.goOn()
    const [head = '', content = ''] = (await client.toTheEnd()).split(/\r\n\r\n(.*)/s)
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Content-Length: 16777216/)
    expect(content.length).toBeLessThan(size)
    await failed
    expect(reports.map(({ code, status }) => [code, status])).toEqual([['stream-failed', 200]])
    expect(String(reports[0]?.cause)).toMatch(/^Error: the file was (cut|changed)/)
  })
})

test('an unchanged file is sent whole', async () => {
  writeFileSync(path, Buffer.alloc(1_000_003, 'abc'))
  const content = Buffer.from(await (await fetch(serving.url)).arrayBuffer())
  expect(content.equals(Buffer.alloc(1_000_003, 'abc'))).toBe(true)
  const part = await fetch(serving.url, { headers: { range: 'bytes=65534-131075' } })
  expect(Buffer.from(await part.arrayBuffer()).equals(Buffer.alloc(65_542, 'cab'))).toBe(true)
  expect(reports).toEqual([])
})

test('a file is read at the pace of the client', async () => {
  const before = process.memoryUsage().arrayBuffers
  const clients = await Promise.all(Array.from({ length: 8 }, () => begun()))
  expect(openHandles()).toHaveLength(8)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 2 * 1024 * 1024)
  for (const client of clients) client.leave()
  await allClosed()
})

describe('the handle is closed', () => {
  const rows: readonly (readonly [name: string, method: string, headers: Record<string, string>, status: number])[] = [
    ['after the whole', 'GET', {}, 200],
    ['after a part', 'GET', { range: 'bytes=0-9' }, 206],
    ['after HEAD', 'HEAD', {}, 200],
    ['after 304', 'GET', { 'if-none-match': '*' }, 304],
    ['after 412', 'GET', { 'if-match': '"x"' }, 412],
    ['after 416', 'GET', { range: `bytes=${size}-` }, 416],
  ]
  test.each(rows)('%s', async (_name, method, headers, status) => {
    const response = await fetch(serving.url, { method, headers })
    expect(response.status).toBe(status)
    await response.arrayBuffer()
    await allClosed()
  })

  test('when the client leaves', async () => {
    const client = await begun()
    expect(openHandles()).toHaveLength(1)
    client.leave()
    await allClosed()
    expect(reports).toEqual([])
  })

  test('when HTTP cannot carry the answer', async () => {
    result = () => file(path)
    const broken = await serve((request, response) => {
      response.writeHead = () => {
        throw new TypeError('a field that Node refuses')
      }
      api.endpoint(() => result())(request, response)
    })
    await expect(fetch(broken.url)).rejects.toThrow()
    await allClosed()
    await broken.close()
  })

  test('when the deadline passes before the file is open', async () => {
    const hasty = endware({ timeout: 1, onFailure: () => {} })
    const slow = await serve(hasty.endpoint(() => file(path)))
    await Promise.all(Array.from({ length: 20 }, () => fetch(slow.url).then((response) => response.arrayBuffer())))
    await allClosed()
    await slow.close()
  })

  test('when api.render has read it', async () => {
    writeFileSync(path, 'small')
    for (const method of ['GET', 'HEAD']) await api.render(file(path), { method })
    await allClosed()
  })
})

describe('a stream with a length', () => {
  const streamOf = (...chunks: string[]): Readable => Readable.from(chunks, { objectMode: false })

  test.each([
    ['fewer', ['abc', 'd']],
    ['more', ['abc', 'defg']],
  ])('breaks the connection when it has %s bytes', async (_name, chunks) => {
    result = () => file(streamOf(...chunks), { length: 6 })
    const text = await RawClient.get(serving.port).then((client) => client.toTheEnd())
    expect(text).toMatch(/Content-Length: 6\r\n/)
    expect((text.split('\r\n\r\n')[1] ?? '').length).toBeLessThan(6)
    expect(reports.map(({ code }) => code)).toEqual(['stream-failed'])
  })

  test('that fails before its first byte is a 500', async () => {
    result = () => file(streamOf(), { length: 6 })
    const response = await fetch(serving.url)
    expect([response.status, response.headers.get('content-disposition')]).toEqual([500, null])
  })

  test('is closed for HEAD and 304', async () => {
    for (const init of [{ method: 'HEAD' }, { headers: { 'if-none-match': '*' } }]) {
      const stream = streamOf('abcdef')
      const closed = once(stream, 'close')
      result = () => file(stream, { length: 6 })
      await fetch(serving.url, init)
      await closed
    }
  })
})
