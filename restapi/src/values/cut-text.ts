/** Marks the place where a text was cut. */
const mark = '…'

/**
 * The text, or its beginning and a mark where it is longer. It is cut between code points, so that UTF-8 can still hold it.
 *
 * @param most UTF-16 units of the result, at least 1
 */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : beginning(text, most) + mark
}

/**
 * The same for a URI reference, which is cut between percent-encoded characters as well (RFC 3986 §2.1), so that its beginning can
 * still be decoded.
 */
export function cutReference(text: string, most: number): string {
  return text.length <= most ? text : wholeCharacters(beginning(text, most)) + mark
}

function beginning(text: string, most: number): string {
  const end = most - mark.length
  return text.slice(0, end > 0 && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end)
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** The text without a percent-encoded character at its end that was cut in two. */
function wholeCharacters(text: string): string {
  const whole = text.replace(/%[\da-f]?$/i, '')
  const [last = ''] = /%[c-f][\da-f](?:%[89ab][\da-f])*$/i.exec(whole) ?? []
  return isDecodable(last) ? whole : whole.slice(0, whole.length - last.length)
}

function isDecodable(octets: string): boolean {
  try {
    decodeURIComponent(octets)
    return true
  } catch {
    return false
  }
}
