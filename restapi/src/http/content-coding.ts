import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** The content codings that a request body may have, with their decoders. @see RFC 9110 §8.4.1 */
const inflaters: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/** The value of `Accept-Encoding` in a 415 for an unknown coding. @see RFC 9110 §12.5.3 */
export const acceptedCodings = 'gzip, deflate, br'

/** Returns a function that creates a decoding stream; `undefined` for an unknown coding. */
export function inflaterFor(coding: string): (() => Transform) | undefined {
  return inflaters.get(coding)
}

/** The codings that may take part in an entity tag. Clients that invent other names get the same tag. */
const registered: ReadonlySet<string> = new Set(['*', 'br', 'compress', 'deflate', 'gzip', 'x-gzip', 'zstd'])

/**
 * Returns the content codings that `Accept-Encoding` allows, sorted and joined with `+`; `undefined` for none. A middleware that
 * compresses chooses by this field. Its choice is unknown here, but it is the same for clients that allow the same codings.
 *
 * @see RFC 9110 §12.5.3
 */
export function allowedCodings(acceptEncoding: string | undefined): string | undefined {
  const codings = (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((member) => member.split(';').map((part) => part.trim()))
    .filter(([coding = '', weight = '']) => registered.has(coding) && !/^q=0(?:\.0*)?$/.test(weight))
    .map(([coding, weight = '']) => (/^q=(?:0\.\d+|\.\d+)$/.test(weight) ? `${coding}${weight.slice(1)}` : coding))
  return codings.length === 0 ? undefined : [...new Set(codings)].sort().join('+')
}
