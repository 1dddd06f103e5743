import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'

/** A request that must do no harm, and the statuses that are right for it. */
export interface HostileRequest {
  readonly name: string
  readonly octets: Buffer
  readonly statuses: readonly number[]
}

const corpus = new URL('../../restapi/corpus/', import.meta.url)

/** The bodies of the corpus that are answered with another status than 400. */
const exceptions: Readonly<Record<string, readonly number[]>> = {
  'json-bodies/gzip-bomb.txt': [413],
  'xml-bodies/declaration-latin-1.txt': [415],
  'xml-bodies/declaration-utf-16.txt': [415],
  'xml-bodies/utf-7.txt': [415],
}

type Fields = Readonly<Record<string, string>>

/** Returns hostile requests to the shop: the bodies of the corpus, larger ones that are made here, targets, header fields and framing. */
export function hostileRequests(credentials: Fields): readonly HostileRequest[] {
  return [...bodiesOfCorpus(credentials), ...largeBodies(credentials), ...targets, ...fields, ...framing]
}

function request(line: string, header: Fields = {}, body: string | Uint8Array = ''): Buffer {
  const content = Buffer.from(body)
  const all = {
    Host: 'x',
    Connection: 'close',
    ...(content.length > 0 && { 'Content-Length': content.length }),
    ...header,
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${head.join('')}\r\n`, 'latin1'), content])
}

const adding = 'POST /v1/products'
const json = { 'Content-Type': 'application/json' }
const xml = { 'Content-Type': 'application/xml' }

function bodiesOfCorpus(credentials: Fields): HostileRequest[] {
  return [
    ['json-bodies/', json],
    ['xml-bodies/', xml],
  ].flatMap(([folder, type]) =>
    readdirSync(new URL(folder as string, corpus)).map((file) => {
      const coding: Fields = file.startsWith('gzip') ? { 'Content-Encoding': 'gzip' } : {}
      const body = readFileSync(new URL(`${folder}${file}`, corpus))
      const octets = request(adding, { ...credentials, ...(type as Fields), ...coding }, body)
      return { name: `${folder}${file}`, octets, statuses: exceptions[`${folder}${file}`] ?? [400] }
    }),
  )
}

const mebibyte = 2 ** 20

function largeBodies(credentials: Fields): HostileRequest[] {
  const rows: readonly (readonly [string, Fields, string, number])[] = [
    ['50,000 nested arrays', json, '['.repeat(50_000) + ']'.repeat(50_000), 400],
    ['500,000 open arrays', json, '['.repeat(500_000), 400],
    ['100,000 nested objects', json, `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 400],
    ['60,000 members', json, `{${Array.from({ length: 60_000 }, (_, at) => `"m${at}":1`).join()}}`, 400],
    ['a number of a million digits', json, `{"stock":${'9'.repeat(1_000_000)}}`, 400],
    ['a text of a million characters', json, `{"name":"${'\\u0041'.repeat(170_000)}"}`, 400],
    ['more than 1 MiB of JSON', json, `"${'x'.repeat(mebibyte)}"`, 413],
    ['50,000 nested elements', xml, `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`, 400],
    ['200,000 numeric references', xml, `<a>${'&#65;'.repeat(200_000)}</a>`, 400],
    ['120,000 elements', xml, `<a>${'<b>1</b>'.repeat(120_000)}</a>`, 400],
    ['100,000 attributes', xml, `<a ${Array.from({ length: 100_000 }, (_, at) => `b${at}=""`).join(' ')}/>`, 400],
    ['a name of a million characters', xml, `<${'a'.repeat(1_000_000)}/>`, 400],
    ['more than 1 MiB of XML', xml, `<a>${'x'.repeat(mebibyte)}</a>`, 413],
  ]
  return rows.map(([name, type, body, status]) => ({
    name,
    octets: request(adding, { ...credentials, ...type }, body),
    statuses: [status],
  }))
}

const targets: readonly HostileRequest[] = (
  [
    ['/v1/products?limit=1&limit=2', 400],
    ['/v1/products?limit[a]=1', 400],
    ['/v1/products?__proto__=1', 400],
    ['/v1/products?constructor.prototype=1', 400],
    [`/v1/products?${'a=1&'.repeat(3_000)}`, 400],
    ['/v1/products?search=%ff', 400],
    ['/v1/products/%', 400, 404],
    ['/v1/products/%ff', 400, 404],
    ['/v1/products/%00', 400, 404],
    ['/v1/products/__proto__', 400, 404],
    [`/v1/products/${'a'.repeat(10_000)}`, 400, 404],
    [`/${'v1/'.repeat(4_000)}`, 404],
    ['//x/../%2e%2e/%00', 400, 404],
  ] as const
).map(([target, ...statuses]) => ({
  name: `GET ${target.slice(0, 60)}`,
  octets: request(`GET ${target}`),
  statuses,
}))

const fields: readonly HostileRequest[] = (
  [
    ['15 kB of ranges', { Accept: 'a/b;q=0.1,'.repeat(1_500) }, 200, 406],
    ['15 kB of commas', { Accept: `application/json${','.repeat(15_000)}` }, 200, 406],
    ['15 kB of parameters', { Accept: `application/json${';a="\\"'.repeat(2_500)}` }, 200, 406],
    ['15 kB of white space', { Accept: `application/json${' '.repeat(15_000)};q=1` }, 200],
    ['more than 16 KiB', { Accept: 'a/b,'.repeat(5_000) }, 431],
    ['__proto__ as a parameter', { Accept: 'application/json;__proto__=1;constructor=2' }, 200, 406],
    ['__proto__ as a field', { ['__proto__' as string]: '1', constructor: '2' }, 200],
    ['15 kB of entity tags', { 'If-None-Match': '"a", W/"'.repeat(1_800) }, 200],
    ['a request id with a line break', { 'X-Request-Id': 'a%0d%0aSet-Cookie:b' }, 200],
    ['a token of 15 kB', { Authorization: `Bearer ${'a.'.repeat(7_500)}` }, 200, 401],
    ['15 kB of cookies', { Cookie: 'a=b; '.repeat(3_000) }, 200],
    ['an unknown expectation', { Expect: 'a miracle' }, 417],
  ] as const
).map(([name, header, ...statuses]) => ({
  name,
  octets: request('GET /v1/products?limit=1', header as Fields),
  statuses,
}))

const start = 'GET /v1/products?limit=1 HTTP/1.1\r\nConnection: close\r\n'
const framing: readonly HostileRequest[] = (
  [
    ['two hosts', `${start}Host: x\r\nHost: y\r\n\r\n`, 400],
    ['no host', `${start}\r\n`, 400],
    ['gzip as transfer coding', `${start}Host: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 501],
    ['a length and chunks', `${start}Host: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
    ['two lengths', `${start}Host: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc`, 400],
    ['a field name with a space', `${start}Host : x\r\n\r\n`, 400],
    ['a field over two lines', `${start}Host: x\r\nX-A: b\r\n c\r\n\r\n`, 400],
    ['a NUL in a field', `${start}Host: x\r\nX-A: \0\r\n\r\n`, 400],
    [
      'a chunk of endless size',
      `POST /v1/products HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${'f'.repeat(100)}\r\n`,
      400,
    ],
    ['HTTP/2 without agreement', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 505],
    ['what is no HTTP', 'hello\r\n\r\n', 400],
  ] as const
).map(([name, text, ...statuses]) => ({ name, octets: Buffer.from(text, 'latin1'), statuses }))

/** The answer to a hostile request. */
export interface HostileAnswer {
  /** `undefined` when the connection ended without an answer. */
  readonly status: number | undefined
  readonly octets: number
  readonly text: string
  readonly ms: number
}

/** Sends a request over a connection of its own. Resolves when the server has closed it. */
export async function sendHostile(port: number, { octets }: HostileRequest): Promise<HostileAnswer> {
  const start = performance.now()
  const socket = connect(port, '127.0.0.1')
  const received: Buffer[] = []
  socket.on('data', (chunk: Buffer) => received.push(chunk))
  socket.on('error', () => undefined) // the server may refuse a body before all of it is sent
  socket.write(octets)
  await new Promise((resolve) => socket.once('close', resolve))
  const text = Buffer.concat(received).toString()
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]
  const ms = performance.now() - start
  return { status: status === undefined ? undefined : Number(status), octets: Buffer.byteLength(text), text, ms }
}
