import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { endware, json, notFound } from '@endware/restapi'
import { multipart, temporaryPath } from '@endware/restapi/multipart'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { deferred } from '../../../support/deferred.js'
import { RawClient } from '../../../support/raw-client.js'
import { type Serving, serve } from '../../../support/serve.js'
import { directory, formOf, text } from './upload-service.js'

const codecs = [json(), multipart({ directory, memoryBytes: 1000, limits: { fileBytes: 2 ** 20, bodyBytes: 2 ** 21 } })]
const api = endware({ codecs, onFailure: () => {} })
const body = z.object({ file: z.array(z.file()), fate: z.string().max(10).default('return') })
const entered = { current: deferred<void>() }
const left = { current: deferred<void>() }
const handler = api.endpoint({ body }, async ({ body: { file, fate }, signal }) => {
  if (fate === 'throw') throw new Error('the endpoint fails')
  if (fate === 'fail') return notFound()
  if (fate === 'wait') {
    entered.current.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    left.current.resolve()
  }
  if (fate === 'stream') return file[0]?.stream()
  return {
    paths: file.map(temporaryPath),
    sizes: await Promise.all(file.map(async (each) => (await each.text()).length)),
  }
})

let serving: Serving
let late: Serving
beforeAll(async () => {
  serving = await serve(handler)
  late = await serve(endware({ codecs, timeout: 300, onFailure: () => {} }).endpoint({ body }, () => undefined))
})
afterEach(() => void jest.useRealTimers())
afterAll(async () => {
  await serving.close()
  await late.close()
})

/** Waits until the folder for temporary files has this many folders. */
const folders = async (count: number): Promise<void> => {
  while (readdirSync(directory).length !== count) await delay(2)
}

const upload = (fate: string, sizes: readonly number[] = [5000, 5000], url = serving.url): Promise<Response> => {
  const files = sizes.map((size, at) => ['file', text('x'.repeat(size)), `${at}`] as const)
  return fetch(url, { method: 'POST', body: formOf([...files, ['fate', fate]]) })
}

/** Sends the beginning of an upload, and waits until the server has written a file. */
const begin = async (port: number, fields = 'Content-Length: 100000'): Promise<RawClient> => {
  const client = await RawClient.connect(port)
  client.send(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n${fields}\r\n\r\n`)
  const beginning = `--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n${'x'.repeat(20_000)}`
  client.send(/chunked/.test(fields) ? `${beginning.length.toString(16)}\r\n${beginning}\r\n` : beginning)
  await folders(1)
  return client
}

describe('no temporary file remains', () => {
  test.each([
    ['the endpoint returns', 'return', 200],
    ['the endpoint throws', 'throw', 500],
    ['the endpoint returns an error', 'fail', 404],
    ['the answer is the content of the file', 'stream', 200],
    ['the request is invalid', 'not a known fate', 400],
  ])('when %s', async (_title, fate, status) => {
    const response = await upload(fate)
    expect(response.status).toBe(status)
    await response.arrayBuffer()
    await folders(0)
  })

  test('when a file is too large', async () => {
    expect((await upload('return', [5000, 2 ** 20 + 1])).status).toBe(413)
    await folders(0)
  })

  test('when the rest of the body is not read', async () => {
    const client = await begin(serving.port, 'Transfer-Encoding: chunked')
    const chunk = `10000\r\n${'x'.repeat(2 ** 16)}\r\n`
    for (let sent = 0; sent < 2 ** 21; sent += 2 ** 16) client.send(chunk)
    expect(await client.until(/Connection: close/)).toMatch(/^HTTP\/1.1 413 /)
    await folders(0)
    client.leave()
  })

  test('when the last boundary is missing', async () => {
    const client = await begin(serving.port, 'Transfer-Encoding: chunked')
    client.send('0\r\n\r\n')
    expect(await client.until(/boundary is missing/)).toMatch(/^HTTP\/1.1 400 /)
    await folders(0)
    client.leave()
  })

  test('when the client breaks off', async () => {
    const client = await begin(serving.port)
    client.leave()
    await folders(0)
  })

  test('when the client closes its side before the stated length', async () => {
    const client = await begin(serving.port)
    client.end()
    expect(await client.toTheEnd()).not.toMatch(/ 200 /)
    await folders(0)
  })

  test('when the client is too slow', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
    const client = await begin(late.port)
    jest.advanceTimersByTime(300)
    expect(await client.until(/did not arrive in time/)).toMatch(/^HTTP\/1.1 408 /)
    await folders(0)
    client.leave()
  })

  test('when the client leaves while the endpoint runs', async () => {
    const abort = new AbortController()
    const form = formOf([
      ['file', text('x'.repeat(5000)), 'a'],
      ['fate', 'wait'],
    ])
    const request = fetch(serving.url, { method: 'POST', body: form, signal: abort.signal }).catch(() => undefined)
    await entered.current.promise
    await folders(1)
    abort.abort()
    await left.current.promise
    await request
    await folders(0)
  })

  test('after 100 uploads at once, and no file is open any more', async () => {
    const openFiles = (): number =>
      readdirSync('/proc/self/fd').filter((name) => {
        try {
          return statSync(join('/proc/self/fd', name)).isFile()
        } catch {
          return false // it was closed in the meantime
        }
      }).length
    const isLinux = existsSync('/proc/self/fd')
    const before = isLinux ? openFiles() : 0
    const fates = ['return', 'throw', 'fail', 'stream']
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const response = await upload(fates[at % 4] as string, [3000, 100_000])
        await response.arrayBuffer()
        return response.status
      }),
    )
    expect([...new Set(statuses)].sort()).toEqual([200, 404, 500])
    await folders(0)
    if (isLinux) expect(openFiles()).toBeLessThanOrEqual(before)
  })
})

test('a large file is in a file that only this user can read, in a folder of its own', async () => {
  let seen: readonly unknown[] = []
  const own = await serve(
    api.endpoint({ body }, ({ body: { file } }) => {
      const path = temporaryPath(file[0] as File) ?? ''
      const folder = dirname(path)
      const modes = [folder, path].map((each) => statSync(each).mode & 0o777)
      seen = [modes, dirname(folder), readFileSync(path, 'utf8').length, readdirSync(folder)]
    }),
  )
  expect((await upload('return', [200_000, 3000, 10], own.url)).status).toBe(204)
  await own.close()
  expect(seen).toEqual([[0o700, 0o600], directory, 200_000, ['1', '2']])
  await folders(0)
})

test('an upload of which the disk takes only a part gets 500, and never reaches the endpoint', async () => {
  const program = fileURLToPath(new URL('../../../support/upload-process.mjs', import.meta.url))
  // The limit of 32 or 64 KiB on files acts as a full disk: the system writes the bytes that fit, and reports their number.
  const command = 'ulimit -f 64; exec "$@"'
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    command,
    'sh',
    process.execPath,
    program,
    directory,
    '100000',
  ])
  expect(JSON.parse(stdout)).toMatchObject({ status: 500 })
  await folders(0)
})

test('an endpoint keeps a file by moving it', async () => {
  const kept = join(directory, '..', `kept-${process.pid}`)
  const own = await serve(
    api.endpoint({ body }, async ({ body: { file } }) => rename(temporaryPath(file[0] as File) ?? '', kept)),
  )
  expect((await upload('return', [5000], own.url)).status).toBe(204)
  await own.close()
  await folders(0)
  expect(readFileSync(kept, 'utf8')).toBe('x'.repeat(5000))
  rmSync(kept)
})
