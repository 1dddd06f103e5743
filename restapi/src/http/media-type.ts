/** A parsed media type. */
export interface MediaType {
  /** `type/subtype` in lower case. */
  readonly name: string
  /** The parameters by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>
}

// RFC 9110 §5.6.2 token, §5.6.4 quoted-string, §5.6.6 parameters; each alternative starts differently, so matching takes linear time.
const essence = /^([!#$%&'*+.^_`|~0-9a-z-]+)\/([!#$%&'*+.^_`|~0-9a-z-]+)/i
const parameter =
  /[ \t]*;[ \t]*(?:([!#$%&'*+.^_`|~0-9a-z-]+)=(?:([!#$%&'*+.^_`|~0-9a-z-]+)|"([^"\\]*(?:\\.[^"\\]*)*)"))?/iy

/**
 * Parses a media type. Returns `undefined` when `text` is anything else, or has other text around a media type.
 *
 * @see RFC 9110 §8.3.1
 */
export function parseMediaType(text: string): MediaType | undefined {
  const start = essence.exec(text)
  if (start === null) return undefined
  const parameters = new Map<string, string>()
  parameter.lastIndex = start[0].length
  while (parameter.lastIndex < text.length) {
    const match = parameter.exec(text)
    if (match === null) return undefined
    const [, name, token, quoted] = match
    if (name === undefined) continue // RFC 9110 §5.6.6 allows an empty parameter
    const lower = name.toLowerCase()
    if (parameters.has(lower)) return undefined
    parameters.set(lower, token ?? quoted?.replace(/\\(.)/g, '$1') ?? '')
  }
  return { name: start[0].toLowerCase(), parameters }
}
