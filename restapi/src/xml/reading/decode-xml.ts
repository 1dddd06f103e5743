import type { Shape } from '../../schema/shape.js'
import { compiledReader } from './compiled-reader.js'
import { decodeText } from './decode-text.js'
import { DEEPEST } from './limited-parser.js'
import { readDocument } from './read-document.js'

/** Shape, limits and charset of a document, known before it is read. */
export interface DocumentExpectation {
  readonly shape: Shape
  /** Most levels of arrays and objects; at most {@link DEEPEST} apply. */
  readonly maxDepth: number
  /** `charset` parameter of the document's media type, in lower case. */
  readonly charset?: string | undefined
}

/**
 * Reads an XML document as {@link readDocument} does. The compiled reader handles common documents, `readDocument` all others.
 *
 * @throws SyntaxError for a document that is malformed, hostile or beyond a limit
 * @throws UnsupportedCharsetError for an encoding other than UTF-8 and UTF-16
 */
export function decodeXml(content: Uint8Array, { shape, maxDepth: allowed, charset }: DocumentExpectation): unknown {
  const maxDepth = Math.min(allowed, DEEPEST)
  const text = decodeText(content, charset)
  const value = compiledReader(shape)(text, maxDepth)
  return value === undefined ? readDocument(text, shape, maxDepth) : value
}
