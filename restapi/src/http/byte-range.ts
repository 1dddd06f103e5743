/** A part of a representation, in bytes. */
export interface ByteRange {
  /** The position of its first byte. */
  readonly start: number
  readonly length: number
}

/** One member of the set. Each alternative begins with a different character, so matching takes linear time. */
const member = /[ \t]*(?:(\d+)-(\d*)|-(\d+))?[ \t]*(?:,|$)/y

/**
 * Returns the part of a representation that a `Range` field asks for; `whole` when the field is absent, has another unit, is invalid
 * or asks for several parts; `unsatisfiable` when no part that it asks for exists. An empty representation has no parts, and some
 * clients send `Range` with every request, so it is always sent whole.
 *
 * @param length the length of the representation in bytes
 * @see RFC 9110 §14.1.1, §14.1.2, §14.2
 */
export function selectRange(field: string | undefined, length: number): ByteRange | 'whole' | 'unsatisfiable' {
  if (field === undefined || length === 0 || !/^bytes=/i.test(field)) return 'whole'
  let ranges = 0
  let found: ByteRange | undefined
  member.lastIndex = 'bytes='.length
  while (member.lastIndex < field.length) {
    const match = member.exec(field)
    if (match === null) return 'whole'
    const [, first, last, suffix] = match
    if (first === undefined && suffix === undefined) continue // an empty member (RFC 9110 §5.6.1)
    if (first !== undefined && last !== undefined && last !== '' && Number(last) < Number(first)) return 'whole'
    ranges++
    const range = suffix === undefined ? rangeFrom(first, last, length) : rangeOfSuffix(suffix, length)
    found ??= range
  }
  if (ranges === 0) return 'whole'
  if (found === undefined) return 'unsatisfiable'
  return ranges === 1 ? found : 'whole'
}

function rangeFrom(first: string | undefined, last: string | undefined, length: number): ByteRange | undefined {
  const start = Number(first)
  if (start >= length) return undefined
  const end = last === undefined || last === '' ? length : Math.min(Number(last) + 1, length)
  return { start, length: end - start }
}

function rangeOfSuffix(suffix: string, length: number): ByteRange | undefined {
  const size = Math.min(Number(suffix), length)
  return size === 0 ? undefined : { start: length - size, length: size }
}

/** Returns the `Content-Range` of a part. @param length the length of the whole @see RFC 9110 §14.4 */
export function contentRange({ start, length: size }: ByteRange, length: number): string {
  return `bytes ${start}-${start + size - 1}/${length}`
}

/** Returns the `Content-Range` of a 416. @param length the length of the whole @see RFC 9110 §15.5.17 */
export function unsatisfiedRange(length: number): string {
  return `bytes */${length}`
}
