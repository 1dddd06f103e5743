import { Builder, type BuilderOptions, Parser, type ParserOptions } from 'xml2js'
import type { Codec, ContentKind, DecodeContext, EncodeContext } from '../../formats/codec.js'
import { PROBLEM_NAMESPACE } from '../../schema/namespaces.js'
import { checkOptions } from '../../values/check-options.js'
import { jsonCopy } from '../../values/json-value.js'
import { decodeText } from '../reading/decode-text.js'
import { checkDocument } from './check-document.js'
import { readDialect } from './dialect-reader.js'
import { dialectValue } from './dialect-value.js'

/**
 * Options of {@link xml2js}.
 *
 * @example
 * const options: Xml2jsOptions = { builder: { rootName: 'order' } }
 * const partners = endware({ codecs: [json(), xml2js(options)] })
 */
export interface Xml2jsOptions {
  /**
   * Options of xml2js's Builder. `rootName` names the root of values; failures have `error` and `problem`.
   *
   * @default those of xml2js, with `allowSurrogateChars: true`; the root is `response`, and `items` for a list
   */
  readonly builder?: BuilderOptions
  /** Options of xml2js's Parser. `async` has no effect. @default those of xml2js, with `explicitArray: false` and `explicitRoot: false` */
  readonly parser?: ParserOptions
  /** Name of the format, as in `formatParameter`. @default 'xml' */
  readonly name?: string
  /**
   * Custom media types, for a partner beside the clients of `xml()`: `application/vnd.acme+xml`. They are used for values only.
   *
   * @default application/xml, and text/xml as its alias
   */
  readonly mediaTypes?: readonly string[]
}

/**
 * Returns a codec for the XML that xml2js's Builder writes and its Parser reads, for partners who know that dialect. It takes the place of
 * `xml()`, has its limits and refusals (depth, document type declarations, names), and reads text by the schema. XML Objects have no effect
 * but the name of the root. It needs the package xml2js, and writes no streams.
 *
 * @throws TypeError for a wrong option
 * @example
 * const api = endware({ codecs: [json(), xml2js({ builder: { rootName: 'order' }, parser: { trim: true } })] })
 */
export function xml2js(options: Xml2jsOptions = {}): Codec {
  checkOptions('xml2js()', options, ['builder', 'parser', 'name', 'mediaTypes'])
  const { builder = {}, parser = {}, name = 'xml', mediaTypes } = options
  return {
    name,
    mediaTypes: mediaTypes ?? ['application/xml', 'text/xml'],
    problemType: 'application/problem+xml',
    suffix: 'xml',
    ...(mediaTypes === undefined ? {} : { valuesOnly: true, failures: xml2js({ builder, parser, name }) }),
    charsets: ['UTF-8', 'UTF-16'],
    encode: (value, context) => build(value, context, builder),
    decode: (content, context) => parse(content, context, parser),
  }
}

function build(value: unknown, { kind, shape }: EncodeContext, options: BuilderOptions): string {
  const { attrkey = '$', charkey = '_', cdata = false, rootName } = options
  const data = jsonCopy(value)
  const root = rootNames(kind, rootName ?? shape?.xml.name ?? (Array.isArray(data) ? 'items' : 'response'))
  const isProblem = kind === 'problem'
  // RFC 9457 appendix B: a problem has its namespace, and the items of its lists are <i>
  const content = dialectValue(data, { attrkey, charkey, cdata }, isProblem ? 'i' : undefined)
  const written = isProblem ? { [attrkey]: { xmlns: PROBLEM_NAMESPACE }, ...(content as object) } : content
  return new Builder({ allowSurrogateChars: true, ...options, rootName: root }).buildObject(written ?? '')
}

function rootNames(kind: ContentKind, ofValues: string): string {
  return kind === 'value' ? ofValues : kind
}

function parse(content: Uint8Array, { shape, maxDepth, charset }: DecodeContext, options: ParserOptions): unknown {
  const text = decodeText(content, charset)
  checkDocument(text, maxDepth)
  const parser = new Parser({ explicitArray: false, explicitRoot: false, ...options, async: false })
  let document: unknown
  let failure: Error | undefined
  parser.parseString(text, (error: Error | null, result: unknown) => {
    if (error === null) document = result
    else failure ??= error
  })
  if (failure !== undefined) throw new SyntaxError(failure.message.split('\n', 1)[0], { cause: failure })
  return shape === undefined ? document : readDialect(document, shape)
}
