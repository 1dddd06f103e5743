import { checkIndent, checkOptions } from '../values/check-options.js'
import { stringifyJson } from '../values/json-value.js'
import type { Codec } from './codec.js'
import { parseExactJson } from './exact-json.js'

/**
 * The options of `json()`.
 *
 * @example
 * const options: JsonOptions = { indent: 2 }
 * const readable = endware({ codecs: [json(options)] })
 */
export interface JsonOptions {
  /** Spaces of indentation. `text/json`, the alias for people, is always indented. @default 0 */
  readonly indent?: number
  /** The name of the codec. @default 'json' */
  readonly name?: string
  /**
   * Media types of your own, such as `application/vnd.acme.order+json`. Only values have them; failures are written as plain JSON.
   *
   * @default application/json, with the alias text/json
   */
  readonly mediaTypes?: readonly string[]
}

/**
 * Returns the JSON codec (RFC 8259).
 *
 * @throws TypeError for an invalid option
 * @example
 * const api = endware({ codecs: [json({ mediaTypes: ['application/vnd.shop+json'] })] })
 */
export function json(options: JsonOptions = {}): Codec {
  checkOptions('json()', options, ['indent', 'name', 'mediaTypes'])
  const { indent = 0, name = 'json', mediaTypes } = options
  checkIndent('json', indent)
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const spaces = (mediaType: string): number => (mediaType === 'text/json' ? indent || 2 : indent)
  const encode: Codec['encode'] = (value, { mediaType, isPlainData }) =>
    stringifyJson(value, spaces(mediaType), isPlainData)
  ownEncoders.add(encode)
  return {
    name,
    mediaTypes: mediaTypes ?? ['application/json', 'text/json'],
    problemType: 'application/problem+json',
    suffix: 'json',
    ...(mediaTypes === undefined ? {} : { valuesOnly: true, failures: json({ indent, name }) }),
    encode,
    async *encodeEach(values, { mediaType }) {
      let before = '['
      for await (const value of values) {
        yield before + stringifyJson(value, spaces(mediaType))
        before = ',\n'
      }
      yield before === '[' ? '[]' : ']'
    },
    decode: (content, { shape, maxDepth }) => parseExactJson(utf8.decode(content), shape, maxDepth),
  }
}

/** The `encode` of each codec that {@link json} made. A codec that is derived from one and has another `encode` is not such. */
const ownEncoders = new WeakSet<NonNullable<Codec['encode']>>()

/** Reports whether `JSON.stringify` alone reads what a codec encodes, so that a date and its text are the same to it. */
export function writesByJson({ encode }: Codec): boolean {
  return encode !== undefined && ownEncoders.has(encode)
}
