// Checks the bytes that a connection received: they must be answers of HTTP/1.1 whose content matches its Content-Type.
import { Parser } from 'xml2js'

/** Returns the answers in these octets. An answer that was cut off has no content. */
export function answersIn(octets) {
  const answers = []
  for (let at = 0; at < octets.length; ) {
    const end = octets.indexOf('\r\n\r\n', at)
    if (end === -1) throw new Error(`no head: ${octets.subarray(at, at + 80).toString('latin1')}`)
    const [line = '', ...fields] = octets.subarray(at, end).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1])
    if (!status) throw new Error(`no status line: ${line}`)
    const headers = new Map(
      fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 2)]),
    )
    const { content, next } = contentAt(octets, end + 4, status, headers)
    if (status !== 100) answers.push({ status, headers, content })
    at = next
  }
  return answers
}

function contentAt(octets, start, status, headers) {
  if (status === 204 || status === 304 || status === 100) return { content: Buffer.alloc(0), next: start }
  if (headers.get('transfer-encoding') === 'chunked') return chunksAt(octets, start)
  // To a client of HTTP/1.0, a stream ends with the connection.
  const length = headers.get('content-length')
  const end = length === undefined ? octets.length : start + Number(length)
  return { content: end > octets.length ? undefined : octets.subarray(start, end), next: end }
}

function chunksAt(octets, start) {
  const chunks = []
  for (let at = start; ; ) {
    const line = octets.indexOf('\r\n', at)
    if (line === -1) return { content: undefined, next: octets.length }
    const size = Number.parseInt(octets.subarray(at, line).toString('latin1'), 16)
    if (size === 0) return { content: Buffer.concat(chunks), next: line + 4 }
    chunks.push(octets.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}

const readers = {
  'application/json; charset=utf-8': (text) => JSON.parse(text),
  'application/x-ndjson; charset=utf-8': (text) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  'application/xml; charset=utf-8': readXml,
  'text/json; charset=utf-8': (text) => JSON.parse(text),
  'text/xml; charset=utf-8': readXml,
  'text/csv; charset=utf-8': (text) => expectMatch(text, /^$|\r\n$/),
  'text/event-stream; charset=utf-8': (text) => expectMatch(text, /^(?:data: .*\n\n)*$/),
  'text/plain; charset=utf-8': (text) => expectMatch(text, /^[A-Z][A-Za-z ]+(?:: [a-z].*\n)?$/),
}

function readXml(text) {
  new Parser({ xmlns: true, async: false }).parseString(text, (error) => {
    if (error) throw error
  })
}

function expectMatch(text, pattern) {
  if (!pattern.test(text)) throw new Error(`${JSON.stringify(text.slice(0, 80))} does not match ${pattern}`)
}

/** Checks an answer. @throws {Error} with the fault */
export function judge({ status, headers, content }) {
  // A client chooses its transfer coding (501, RFC 9112 §6.1) and its version of HTTP (505, RFC 9110 §15.6.6).
  if (status >= 500 && status !== 501 && status !== 505) throw new Error(`status ${status}`)
  if (content === undefined || content.length === 0) return
  const read = readers[headers.get('content-type')]
  if (read === undefined) throw new Error(`the Content-Type is ${headers.get('content-type')}`)
  if (headers.get('x-content-type-options') !== 'nosniff') throw new Error('no nosniff')
  read(new TextDecoder('utf-8', { fatal: true }).decode(content))
}
