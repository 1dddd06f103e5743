import type { Codec } from './codec.js'
import { stringifyJson } from './json-value.js'
import { checkStructure } from './structure.js'

/** What `json()` may be told. */
export interface JsonOptions {
  /** Spaces of indentation; `text/json`, the alias for people, is always indented. @default 0 */
  readonly indent?: number
}

/** The JSON codec (RFC 8259): `application/json`, and `text/json`, the same, indented for people. */
export function json(options: JsonOptions = {}): Codec {
  const { indent = 0 } = options
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  return {
    name: 'json',
    mediaTypes: ['application/json', 'text/json'],
    problemType: 'application/problem+json',
    suffix: 'json',
    encode(value, { mediaType }) {
      return stringifyJson(value, mediaType === 'text/json' ? indent || 2 : indent)
    },
    async *encodeEach(values, { mediaType }) {
      const spaces = mediaType === 'text/json' ? indent || 2 : indent
      let before = '['
      for await (const value of values) {
        yield before + stringifyJson(value, spaces)
        before = ',\n'
      }
      yield before === '[' ? '[]' : ']'
    },
    decode(content, { maxDepth }) {
      const value: unknown = JSON.parse(utf8.decode(content))
      checkStructure(value, maxDepth)
      return value
    },
  }
}
