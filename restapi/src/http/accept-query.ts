import { type Fields, noFields, setField } from './fields.js'

/**
 * Returns the field `Accept-Query`, which tells clients the media types that the content of a QUERY may have: a structured list of tokens,
 * or of strings where a media type is no token (RFC 9651 §3.3.4).
 *
 * @param mediaTypes without parameters
 * @see RFC 10008 §3
 */
export function acceptQuery(mediaTypes: readonly string[]): Fields {
  const members = mediaTypes.map((each) => (isToken(each) ? each : `"${each}"`))
  return setField(noFields, 'Accept-Query', members.join(', '))
}

/** Reports whether a structured field can have the text as a token, which begins with a letter or an asterisk. */
function isToken(text: string): boolean {
  return /^[A-Za-z*][\w!#$%&'*+.^`|~:/-]*$/.test(text)
}
