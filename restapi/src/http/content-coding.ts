import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** The content codings (RFC 9110 §8.4.1) that request bodies may have, and what undoes them. */
const inflaters: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/** What a 415 for an unknown coding lists in `Accept-Encoding` (RFC 9110 §12.5.3). */
export const acceptedCodings = 'gzip, deflate, br'

/** Gives the maker of streams that undo this coding; `undefined` for a coding that is not known. */
export function inflaterFor(coding: string): (() => Transform) | undefined {
  return inflaters.get(coding)
}
