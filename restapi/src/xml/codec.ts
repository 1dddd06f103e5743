import type { Codec } from '../codec.js'
import { ANY } from '../shape.js'
import { decodeXml } from './reader.js'
import { encodeXml } from './writer.js'

/** Options of {@link xml}. */
export interface XmlOptions {
  /** Spaces by which elements are indented. @default 0: one line; `text/xml`, which people ask for, is indented by 2 */
  readonly indent?: number
}

/** XML in both directions: the document is the JSON document written in XML, as the XML Objects of the schema say. */
export function xml({ indent = 0 }: XmlOptions = {}): Codec {
  if (!Number.isInteger(indent) || indent < 0 || indent > 10)
    throw new TypeError(`xml: indent is no number from 0 to 10: ${indent}`)
  return {
    name: 'xml',
    mediaTypes: ['application/xml', 'text/xml'],
    problemType: 'application/problem+xml',
    suffix: 'xml',
    encode: (value, { mediaType, kind, shape }) =>
      encodeXml(value, { kind, shape, indent: indent === 0 && mediaType === 'text/xml' ? 2 : indent }),
    decode: (content, { shape = ANY, maxDepth }) => decodeXml(content, { shape, maxDepth }),
  }
}
