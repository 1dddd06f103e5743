import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { ipKeyGenerator } from 'express-rate-limit'

/** A request with the address that Express has found, from `X-Forwarded-For` if proxies are trusted. */
export type AddressedRequest = Pick<IncomingMessage, 'socket'> & { readonly ip?: string | undefined }

/**
 * Returns the key of the address of a client. Addresses of IPv6 with the same prefix have the same key, because one customer of a provider
 * has all of them. An IPv4 address has the same key in its IPv6 form.
 *
 * @param prefix the bits of the prefix, from 32 to 64
 */
export function addressKey({ ip, socket }: AddressedRequest, prefix: number): string {
  return `address:${ipKeyGenerator(addressIn(ip) ?? addressIn(socket.remoteAddress) ?? 'unknown', prefix)}`
}

/** Returns the key of a caller: a digest, because subjects may be long, and names or addresses of people. */
export function callerKey(caller: string): string {
  return `caller:${createHash('sha256').update(caller).digest('base64url').slice(0, 22)}`
}

/** Returns the address in a text, without port, brackets and zone, or `undefined` for anything else, which a proxy may pass on. */
function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const [, bracketed, ported] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text) ?? []
  const [address = ''] = (bracketed ?? ported ?? text).split('%', 1)
  // Fast path: dual-stack servers see every IPv4 client in this form, and `ipKeyGenerator` takes 8 µs to map it.
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped !== undefined && isIP(mapped) === 4) return mapped
  return isIP(address) === 0 ? undefined : address
}
