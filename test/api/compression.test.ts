import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sessionCookie } from '../../api/session/session-cookies.js'
import type { Product } from '../../domain/products/product.js'
import { deferred } from '../support/deferred.js'
import { emptyCatalogue, named } from '../support/empty-catalogue.js'
import { newProduct, storedProduct } from '../support/example-products.js'
import { type Serving, serve } from '../support/serve.js'
import { shopOf } from '../support/shop.js'
import { asAssistant } from '../support/tokens.js'

const stored = emptyCatalogue()
let all: () => AsyncGenerator<Product>
const catalogue = { ...stored, all: () => all() }
const list = '/v1/products'
let one: string
let serving: Serving
let plain: Serving

beforeAll(async () => {
  await named(stored, ...Array.from({ length: 20 }, (_, index) => `product ${index}`))
  one = `${list}/${(await stored.add(newProduct({ description: 'long '.repeat(300) }))).id}`
  serving = await serve(shopOf(catalogue, { compression: true }).app)
  plain = await serve(shopOf(catalogue).app)
})
afterAll(() => Promise.all([serving.close(), plain.close()]))

/** Sends a request, and reads the header fields alone. fetch would add fields of its own. */
async function open(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  const sent = request(serving.url + path, { method, headers, agent: false })
  sent.end()
  const [answer] = await once(sent, 'response')
  return answer
}

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await open(path, headers, method)
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return { status: answer.statusCode, headers: answer.headers, content: Buffer.concat(chunks) }
}

const members = (field: string | undefined) => field?.split(', ').sort()

describe.each(['/openapi.json', '/openapi.yaml', `${list}?limit=20`, 'one'])('%s', (given) => {
  const path = () => (given === 'one' ? one : given)

  test.each(['gzip', 'br', 'deflate'])(
    'is compressed for Accept-Encoding: %s, with the same content',
    async (coding) => {
      const [unchanged, fetched] = await Promise.all([
        ask(path()),
        fetch(serving.url + path(), { headers: { 'accept-encoding': coding } }),
      ])
      expect([unchanged.headers['content-encoding'], fetched.headers.get('content-encoding')]).toEqual([
        undefined,
        coding,
      ])
      expect(Buffer.from(await fetched.arrayBuffer())).toEqual(unchanged.content)
      const { content } = await ask(path(), { 'accept-encoding': coding })
      expect(content.length).toBeLessThan(unchanged.content.length)
    },
  )

  test('names Accept-Encoding in Vary, compressed or not', async () => {
    for (const headers of [{}, { 'accept-encoding': 'gzip' }, { 'accept-encoding': 'identity' }, asAssistant]) {
      const { headers: answered } = await ask(path(), { ...headers })
      expect(members(answered.vary)).toEqual(expect.arrayContaining(['Accept', 'Accept-Encoding']))
    }
  })

  test.each(['identity', 'gzip;q=0', 'zstd'])('is not compressed for Accept-Encoding: %s', async (coding) => {
    expect((await ask(path(), { 'accept-encoding': coding })).headers['content-encoding']).toBeUndefined()
  })

  test('has no length for HEAD other than that of GET, and no content', async () => {
    const headers = { 'accept-encoding': 'br, gzip' }
    const [head, whole] = [await ask(path(), headers, 'HEAD'), await ask(path(), headers)]
    expect([head.status, head.content.length, head.headers.etag]).toEqual([200, 0, whole.headers.etag])
    expect([undefined, whole.headers['content-length']]).toContain(head.headers['content-length'])
    expect(members(head.headers.vary)).toEqual(members(whole.headers.vary))
  })

  test.each([
    ['a token', asAssistant],
    ['a token that is not valid', { Authorization: 'Bearer x' }],
    ['a session', { Cookie: `a=1; ${sessionCookie}=x` }],
  ])('is not compressed for a request with %s', async (_, credentials) => {
    const { headers } = await ask(path(), { 'accept-encoding': 'gzip', ...credentials })
    expect(headers['content-encoding']).toBeUndefined()
  })

  test('is compressed for a request with other cookies', async () => {
    const { headers } = await ask(path(), { 'accept-encoding': 'gzip', Cookie: `my-${sessionCookie}=x; theme=dark` })
    expect(headers['content-encoding']).toBe('gzip')
  })

  test('is sent whole for a range, which the service does not offer here', async () => {
    const headers = { 'accept-encoding': 'gzip', range: 'bytes=0-9' }
    expect((await ask(path(), headers)).status).toBe(200)
  })

  test('is a 406 for a format that there is not, however it may be compressed', async () => {
    for (const coding of ['gzip', 'identity']) {
      const { status, headers } = await ask(path(), { accept: 'image/png', 'accept-encoding': coding })
      expect([status, members(headers.vary)]).toEqual([406, expect.arrayContaining(['Accept', 'Accept-Encoding'])])
    }
  })
})

test('each coding of a product has a tag of its own, which gets a 304 and is good for If-Match', async () => {
  const tags = new Set<string | undefined>()
  for (const coding of ['identity', 'gzip', 'br', 'br, gzip']) {
    const first = await ask(one, { 'accept-encoding': coding })
    const tag = first.headers.etag ?? ''
    tags.add(tag)
    const again = await ask(one, { 'accept-encoding': coding, 'if-none-match': tag })
    expect([again.status, again.headers.etag, again.headers.vary]).toEqual([304, tag, first.headers.vary])
    const changed = { ...asAssistant, 'If-Match': tag, 'Content-Type': 'application/merge-patch+json' }
    const { status } = await fetch(serving.url + one, { method: 'PATCH', headers: changed, body: '{"stock":3}' })
    expect(status).toBe(200)
  }
  expect(tags.size).toBe(4)
})

test('a short answer and an answer to a change are not compressed', async () => {
  const headers = { 'accept-encoding': 'gzip' }
  expect((await ask(`${list}/none`, headers)).headers['content-encoding']).toBeUndefined()
  const body = JSON.stringify(newProduct({ description: 'long '.repeat(300) }))
  const sent = { ...headers, 'Content-Type': 'application/json', ...asAssistant }
  const added = await fetch(serving.url + list, { method: 'POST', headers: sent, body })
  expect([added.status, added.headers.get('content-encoding'), added.headers.get('vary')]).toEqual([
    201,
    null,
    'Accept',
  ])
})

test('the pages of /docs have one coding and one tag for it', async () => {
  const { headers } = await ask('/docs/', { 'accept-encoding': 'gzip' })
  expect([headers['content-encoding'], headers.vary]).toEqual(['gzip', 'Accept-Encoding'])
})

test('without the setting, nothing is compressed, and Vary is as before', async () => {
  const { headers } = await fetch(`${plain.url}${list}?limit=20`, { headers: { 'accept-encoding': 'gzip' } })
  expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([null, 'Accept'])
})

describe('a compressed export', () => {
  const decoders = {
    gzip: () => createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
    br: () => createBrotliDecompress(),
  } as const

  test.each(['gzip', 'br'] as const)(
    'begins at once: by %s its first line is there before the last',
    async (coding) => {
      const end = deferred()
      const [first, last] = [storedProduct({ name: 'first' }), storedProduct({ name: 'last' })]
      all = async function* () {
        yield first
        await end.promise
        yield last
      }
      const headers = { accept: 'application/x-ndjson', 'accept-encoding': coding }
      const answer = await open('/v1/products/export', headers)
      expect(answer.headers['content-encoding']).toBe(coding)
      const lines = answer.pipe(decoders[coding]()).setEncoding('utf8')[Symbol.asyncIterator]()
      expect(JSON.parse((await lines.next()).value).name).toBe('first')
      end.resolve()
      expect(JSON.parse((await lines.next()).value).name).toBe('last')
    },
  )

  test.each(['gzip', 'br'])('by %s is no further than its reader, and ends when the reader leaves', async (coding) => {
    const closed = deferred()
    let made = 0
    all = async function* () {
      try {
        for (;;) {
          made += 1
          yield storedProduct({ description: randomBytes(30_000).toString('base64') })
        }
      } finally {
        closed.resolve()
      }
    }
    const headers = { accept: 'application/x-ndjson', 'accept-encoding': coding }
    const answer = await open('/v1/products/export', headers)
    expect(answer.headers['content-encoding']).toBe(coding)
    await quiet(() => made)
    const socket: Socket = answer.socket
    socket.destroy()
    await closed.promise
  })
})

/** Resolves when a count has not changed for many turns of the event loop. */
async function quiet(count: () => number): Promise<void> {
  for (let [turns, last] = [0, -1]; turns < 100; turns += 1) {
    if (count() !== last) turns = 0
    last = count()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
