import { isIPv6 } from 'node:net'

/** The common case: a name or an IPv4 address with an optional port of up to four digits. It is checked first, for speed. */
const plain = /^[\w.-]+(?::\d{1,4})?$/

/** The grammar `host [ ":" port ]`. The host is a name, an IPv4 address or an address in brackets. @see RFC 3986 §3.2.2, §3.2.3 */
const grammar = /^(?:\[(?<literal>[^\]]*)\]|(?<name>(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+))(?::(?<port>\d*))?$/i

/** An address of a later version than IPv6. @see RFC 3986 §3.2.2, IPvFuture */
const future = /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i

/**
 * Reports whether `text` is a host with an optional port. User information is not allowed (RFC 9110 §4.2.4).
 */
export function isAuthority(text: string): boolean {
  if (plain.test(text)) return true
  const { literal, name, port = '' } = grammar.exec(text)?.groups ?? {}
  if (Number(port) > 65_535) return false
  if (literal === undefined) return name !== undefined
  // Node takes a zone (`%eth0`) as part of an address, but a zone has no meaning on another machine.
  return (isIPv6(literal) && !literal.includes('%')) || future.test(literal)
}
