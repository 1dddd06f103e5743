import type { IncomingMessage } from 'node:http'
import { isAuthority } from './authority.js'
import type { Refusal } from './refusal.js'

/** Returns the refusal of a request that Node's parser accepts although HTTP forbids it; `undefined` for a valid request. */
export function refusalOfRequest(request: IncomingMessage): Refusal | undefined {
  const { httpVersion, headers } = request
  // Node reads the versions 0.9 and 2.0 as if they were 1.1. RFC 9110 §15.6.6
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return unknownVersion
  if (!hasGoodHost(request)) return badHost
  if (!hasGoodTarget(request)) return badTarget
  // Node decodes chunks only, and would pass on content in any other coding as if it were plain. RFC 9112 §6.1
  const coding = headers['transfer-encoding']
  if (coding !== undefined && !/^[\t ]*chunked[\t ]*$/i.test(coding)) return unknownCoding
  const { expect } = headers
  return expect === undefined || httpVersion === '1.0' || isContinue(expect) ? undefined : unknownExpectation
}

/**
 * Reports whether a message of HTTP/1.0 has `Transfer-Encoding`. The server answers it and then closes the connection.
 *
 * @see RFC 9112 §6.1
 */
export function isFaultyFraming({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.0' && headers['transfer-encoding'] !== undefined
}

/**
 * Reports whether the request has exactly one valid `Host`, which HTTP/1.0 may omit. An empty field is valid: health checks send it for a
 * target without an authority.
 *
 * @see RFC 9112 §3.2
 */
function hasGoodHost({ rawHeaders, headers: { host }, httpVersion }: IncomingMessage): boolean {
  const hosts = countHosts(rawHeaders)
  if (hosts === 0) return httpVersion === '1.0'
  return hosts === 1 && host !== undefined && (host === '' || isAuthority(host))
}

function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts
}

/** Reports whether the target is a path, a whole URL with a valid authority, or `*` with OPTIONS. @see RFC 9112 §3.2.1, §3.2.2, §3.2.4 */
function hasGoodTarget({ url = '', method }: IncomingMessage): boolean {
  if (url.startsWith('/')) return true
  if (url === '*') return method === 'OPTIONS'
  const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]
  // Routers parse the URL again, and find no path in one that cannot be parsed, such as one with invalid Punycode in its host.
  return authority !== undefined && isAuthority(authority) && URL.canParse(url)
}

/** The refusal of CONNECT, which Node leaves without an answer. @see RFC 9110 §9.3.6, §15.6.2 */
export const noTunnel: Refusal = {
  status: 501,
  message: 'expected another method than CONNECT: this server makes no tunnels',
}

function isContinue(expect: string): boolean {
  return expect.split(',').every((member) => /^\s*(?:100-continue)?\s*$/i.test(member))
}

const unknownVersion: Refusal = { status: 505, message: 'expected HTTP/1.1 or HTTP/1.0 in the request line' }
const badHost: Refusal = {
  status: 400,
  message: 'expected exactly one Host field, a host with an optional port such as shop.example:8080',
}
const badTarget: Refusal = {
  status: 400,
  message: 'expected a request target that is a path or an http URL without user information, or * with OPTIONS',
}
const unknownCoding: Refusal = { status: 501, message: 'expected no transfer coding but chunked' }
const unknownExpectation: Refusal = { status: 417, message: 'expected 100-continue in Expect, or no such field' }
