import type { Codec, EncodeContext } from '../formats/codec.js'
import { ANY } from '../schema/shape-combination.js'
import { checkIndent, checkOptions } from '../values/check-options.js'
import { decodeXml } from './reading/decode-xml.js'
import { encodeXmlEach } from './writing/encode-each.js'
import type { XmlStyle } from './writing/encode-xml.js'
import { FastWriter } from './writing/fast-writer.js'

/** Options of {@link xml}. */
export interface XmlOptions {
  /** Spaces by which elements are indented. @default 0: one line; `text/xml`, which people ask for, is indented by 2 */
  readonly indent?: number
  /** @default 'xml' */
  readonly name?: string
  /**
   * Media types of your own, such as `application/vnd.acme.order+xml`. They stand for values alone: failures are written as
   * plain XML.
   *
   * @default application/xml, and text/xml as its alias
   */
  readonly mediaTypes?: readonly string[]
}

/**
 * XML in both directions: the document is the JSON document written in XML, as the XML Objects of the schema say.
 *
 * @throws TypeError for a wrong option
 */
export function xml(options: XmlOptions = {}): Codec {
  checkOptions('xml()', options, ['indent', 'name', 'mediaTypes'])
  const { indent = 0, name = 'xml', mediaTypes } = options
  checkIndent('xml', indent)
  const fast = new FastWriter()
  const style = ({ mediaType, kind, shape }: EncodeContext): XmlStyle => ({
    kind,
    shape,
    indent: indent === 0 && mediaType === 'text/xml' ? 2 : indent,
  })
  return {
    name,
    mediaTypes: mediaTypes ?? ['application/xml', 'text/xml'],
    problemType: 'application/problem+xml',
    suffix: 'xml',
    ...(mediaTypes === undefined ? {} : { valuesOnly: true, failures: xml({ indent, name }) }),
    charsets: ['UTF-8', 'UTF-16'],
    encode: (value, context) => fast.document(value, style(context)),
    encodeEach: (values, context) => encodeXmlEach(values, style(context), fast),
    decode: (content, { shape = ANY, maxDepth, charset }) => decodeXml(content, { shape, maxDepth, charset }),
  }
}
