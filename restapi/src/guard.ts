import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { reasonPhrase } from './status.js'

/** The listener, without the requests that must not reach one although Node's parser lets them through. */
export function guarded(app: RequestListener): RequestListener {
  return (request, response) => {
    const status = refusal(request)
    return status === undefined ? app(request, response) : refuse(response, status)
  }
}

/** The status with which a request is refused, for its framing or its target are understood differently by different servers. */
function refusal({ rawHeaders, headers, httpVersion }: IncomingMessage): 400 | 501 | undefined {
  // RFC 9112 §3.2: exactly one Host line, which HTTP/1.0 may leave out.
  const hosts = countHosts(rawHeaders)
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return 400
  // RFC 9112 §6.1: Node takes the chunks apart, and would hand on what another coding made as if it were the content.
  const coding = headers['transfer-encoding']
  return coding === undefined || /^[\t ]*chunked[\t ]*$/i.test(coding) ? undefined : 501
}

function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': reasonPhrase(status).length,
    Connection: 'close',
  })
  response.end(reasonPhrase(status))
}
