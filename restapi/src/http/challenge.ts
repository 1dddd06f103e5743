/** The parameters of a challenge, by name. Those that are `undefined` are omitted. */
export interface ChallengeParameters {
  readonly [name: string]: string | undefined
}

/**
 * Returns one challenge for `WWW-Authenticate`: `Bearer realm="api", error="invalid_token"`. Every parameter is a quoted string: RFC 9110
 * §11.5 requires it of `realm`, and RFC 6750 §3 of the others.
 *
 * @see RFC 9110 §11.3
 */
export function challengeText(scheme: string, parameters: ChallengeParameters): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${value.replace(/["\\]/g, '\\$&')}"`],
  )
  return given.length === 0 ? scheme : `${scheme} ${given.join(', ')}`
}

/**
 * Returns the text as `error_description` may have it: printable ASCII without quotation marks and backslashes. `§` becomes
 * `section`, and other characters become `?`.
 *
 * @see RFC 6750 §3
 */
export function descriptionText(text: string): string {
  return text
    .replaceAll('§', 'section ')
    .replace(/["\\]/g, "'")
    .replace(/[^\x20-\x7E]/gu, '?')
}
