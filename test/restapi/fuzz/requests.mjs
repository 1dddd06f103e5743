// Makes raw requests of the corpus: every Accept field, and every body for every endpoint that takes it.
import { readdirSync, readFileSync } from 'node:fs'

const corpus = new URL('../corpus/', import.meta.url)

function bodiesIn(folder) {
  const names = readdirSync(new URL(folder, corpus)).sort()
  return names.map((name) => ({ name, content: readFileSync(new URL(folder + name, corpus)) }))
}

function request(line, fields, body = Buffer.alloc(0)) {
  const head = [`${line} HTTP/1.1`, 'Host: x', ...fields].join('\r\n')
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body])
}

/** Returns a request with separate head and body, so that one can be changed without the other. */
function withBody(line, fields, content) {
  return request(line, [...fields, `Content-Length: ${content.length}`], content)
}

function chunked(line, fields, content) {
  const middle = content.length >> 1
  const chunks = [content.subarray(0, middle), content.subarray(middle)].filter((chunk) => chunk.length > 0)
  const body = chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
  return request(line, [...fields, 'Transfer-Encoding: chunked'], Buffer.concat([...body, Buffer.from('0\r\n\r\n')]))
}

function bodyRequests(type, { name, content }) {
  const fields = [`Content-Type: ${type}`, 'Accept: application/xml']
  if (name.startsWith('gzip')) fields.push('Content-Encoding: gzip')
  return [
    withBody('POST /order', fields, content),
    withBody('POST /any', fields, content),
    withBody(
      'POST /any',
      [...fields.slice(0, 1), 'Accept: text/csv, application/x-ndjson;q=0.5', ...fields.slice(2)],
      content,
    ),
    chunked('POST /any', fields, content),
    withBody('POST /parsed', fields, content),
    withBody('PATCH /any', [`Content-Type: ${type.replace('json', 'merge-patch+json')}`], content),
  ]
}

const heads = [
  ['GET /query?limit=5&tags=a&tags=b&exact=true', []],
  ['GET /query?limit=many&__proto__=1&a[b]=c', []],
  ['GET /loose/%E4?%ff=%zz&a=1&a=2&format=xml', ['User-Agent: \x80\xff']],
  ['GET /loose/a%2Fb?format=__proto__', []],
  ['GET /version', ['If-None-Match: "7;json", W/"7;xml", *']],
  ['GET /version', ['If-Match: "6;json"', 'If-Modified-Since: Sun, 09 Sep 2001 01:46:40 GMT']],
  ['GET /version', ['If-Unmodified-Since: Sunday, 09-Sep-01 01:46:40 GMT', 'Range: bytes=0-1']],
  ['GET /hashed', ['If-None-Match: "x;json"', 'Accept-Encoding: gzip, br;q=0']],
  ['PUT /version', ['If-Match: "7;json"', 'Content-Length: 0']],
  ['PUT /version', ['If-Match: "%ff;json", "a;b"', 'If-None-Match: *', 'Content-Length: 0']],
  ['DELETE /any', []],
  ['OPTIONS /any', []],
  ['OPTIONS *', []],
  ['GET http://x/value?a=b', []],
  ['GET //value/../%2e%2e/%00', []],
  ['GET /list', ['Last-Event-ID: \xc3\xa4', 'Accept: text/event-stream']],
]
const forms = [
  'customer=Ada&items=x',
  'a=1&a=2&b[c]=d&__proto__=x',
  'a=%zz',
  '&&=&=',
  'a=%ff%fe',
  'constructor=1&toString=2',
]

/** Returns every request of the corpus as octets. */
export function corpusRequests() {
  const accepts = readFileSync(new URL('accept.txt', corpus), 'latin1').split('\n').slice(0, -1)
  const form = ['Content-Type: application/x-www-form-urlencoded; charset=utf-8']
  return [
    ...accepts.flatMap((accept) =>
      ['/value', '/list', '/nowhere'].map((path) => request(`GET ${path}`, [`Accept: ${accept}`])),
    ),
    ...heads.map(([line, fields]) => request(line, fields)),
    ...bodiesIn('json-bodies/').flatMap((body) => bodyRequests('application/json', body)),
    ...bodiesIn('xml-bodies/').flatMap((body) => bodyRequests('application/xml; charset=utf-8', body)),
    ...forms.flatMap((text) =>
      ['/any', '/order', '/parsed'].map((path) => withBody(`POST ${path}`, form, Buffer.from(text))),
    ),
  ]
}
