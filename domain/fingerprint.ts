/**
 * Returns a short text of letters and digits that is the same for the same conditions, in whatever sequence they are given. Conditions
 * that are `undefined` do not count. Different conditions have different fingerprints except by chance, one in four thousand million:
 * enough to notice a mistake, no protection against somebody who wants to make one.
 */
export function fingerprint(conditions: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined)
  const text = JSON.stringify(given.sort(([left], [right]) => (left < right ? -1 : 1)))
  return fnv1a(new TextEncoder().encode(text)).toString(36)
}

/** Returns the 32-bit FNV-1a hash. @see RFC 9923 */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
