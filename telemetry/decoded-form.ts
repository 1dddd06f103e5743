/** A text, percent-decoded some times. */
export interface Form {
  readonly text: string
  /** The index in the original of each unit, and of the end. Absent for the original itself. */
  readonly starts: Uint32Array | undefined
}

/** Returns the index in the original of the unit at an index of the form. */
export function originalIndex({ starts }: Form, index: number): number {
  return starts?.[index] ?? index
}

/**
 * Percent-decodes the form once. Returns `undefined` when it has no encoded character. Bytes that are not UTF-8 stay as they are.
 *
 * @param whole returns the decoded text without what a cut has split at its end
 */
export function decoded(form: Form, whole: (text: string) => string): Form | undefined {
  const { text } = form
  let percent = text.indexOf('%')
  if (percent < 0) return undefined
  const begins = new Uint32Array(text.length + 1)
  let clear = ''
  let at = 0
  let length = 0
  for (; percent >= 0; percent = text.indexOf('%', Math.max(at, percent + 1))) {
    const point = encodedPoint(text, percent)
    if (point < 0) continue
    const character = isLineControl(point) ? ' ' : String.fromCodePoint(point)
    clear += at < percent ? text.slice(at, percent) + character : character
    while (at < percent) begins[length++] = originalIndex(form, at++)
    for (let unit = 0; unit < character.length; unit += 1) begins[length++] = originalIndex(form, at)
    at += 3 * bytesOf(point)
  }
  if (clear === '') return undefined
  clear += text.slice(at)
  while (at <= text.length) begins[length++] = originalIndex(form, at++)
  return { text: whole(clear), starts: begins }
}

/** Returns the code point whose encoded UTF-8 begins at an index, or -1. @see RFC 3986 §2.1, RFC 3629 §3 */
function encodedPoint(text: string, index: number): number {
  const lead = encodedByte(text, index)
  if (lead < 0x80) return lead
  if (lead < 0xc2 || lead > 0xf4) return -1
  const more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
  let point = lead & (0x3f >> more)
  for (let at = index + 3; at <= index + 3 * more; at += 3) {
    const byte = encodedByte(text, at)
    if (byte >> 6 !== 0b10) return -1
    point = (point << 6) | (byte & 0x3f)
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff
  return bytesOf(point) === more + 1 && point <= 0x10ffff && !isSurrogate ? point : -1
}

function encodedByte(text: string, index: number): number {
  if (text.charCodeAt(index) !== percentSign) return -1
  const high = hexDigit(text.charCodeAt(index + 1))
  const low = hexDigit(text.charCodeAt(index + 2))
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

const bytesOf = (point: number) => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)

const percentSign = 0x25

/** Tab to carriage return. They are read as a space: an encoded line end ends no value. */
const isLineControl = (point: number) => point >= 0x09 && point <= 0x0d
