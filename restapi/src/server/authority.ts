import { isIPv6 } from 'node:net'

/** The usual case, which needs no further look. */
const plain = /^[\w.-]+(?::\d{1,4})?$/

/** `host [ ":" port ]`, the host a name, an IPv4 address or an address in brackets. @see RFC 3986 §3.2.2, §3.2.3 */
const grammar = /^(?:\[(?<literal>[^\]]*)\]|(?<name>(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+))(?::(?<port>\d*))?$/i

/** An address of a version after 6. @see RFC 3986 §3.2.2, IPvFuture */
const future = /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i

/**
 * Reports whether `text` is a host with an optional port. User information is none of it: RFC 9110 §4.2.4 has recipients treat it as
 * an error.
 */
export function isAuthority(text: string): boolean {
  if (plain.test(text)) return true
  const { literal, name, port = '' } = grammar.exec(text)?.groups ?? {}
  if (Number(port) > 65_535) return false
  if (literal === undefined) return name !== undefined
  // A zone (`%eth0`) has a meaning on its own machine only, and Node counts it as part of an address.
  return (isIPv6(literal) && !literal.includes('%')) || future.test(literal)
}
