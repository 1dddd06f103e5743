import type { Codec, EncodeContext } from '../formats/codec.js'
import { ANY } from '../schema/shape-combination.js'
import { checkIndent, checkOptions } from '../values/check-options.js'
import { decodeXml } from './reading/decode-xml.js'
import { encodeXmlEach } from './writing/encode-each.js'
import type { XmlStyle } from './writing/encode-xml.js'
import { FastWriter } from './writing/fast-writer.js'

/** Options of {@link xml}. */
export interface XmlOptions {
  /** Spaces of indentation for each level, from 0 to 10. @default 0: one line; 2 for the alias `text/xml`, which is meant for people */
  readonly indent?: number
  /** Name of the format, as in `formatParameter`. @default 'xml' */
  readonly name?: string
  /**
   * Custom media types, such as `application/vnd.acme.order+xml`. They are used for values only: failures are written as
   * `application/xml`.
   *
   * @default application/xml, and text/xml as its alias
   */
  readonly mediaTypes?: readonly string[]
}

/**
 * Returns the XML codec. A document has the names and the order of the JSON document; the XML Objects of the schema change names, attributes
 * and namespaces.
 *
 * @throws TypeError for a wrong option
 * @example
 * const api = endware({ codecs: [json(), xml()] })
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
