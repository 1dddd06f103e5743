/** The mark at the end of a text that was cut. */
const mark = '…'

/**
 * Returns the text, cut and marked with `…` where it is longer than `most`. The cut is between code points, so that UTF-8 can encode the result.
 *
 * @param most the largest length of the result in UTF-16 units, at least 1
 */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : beginning(text, most) + mark
}

/**
 * Returns a URI reference, cut like {@link cutText}. The cut is also between percent-encoded characters, so that the result can be
 * decoded.
 *
 * @see RFC 3986 §2.1
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

/** Removes a percent-encoded character at the end that is incomplete. */
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
