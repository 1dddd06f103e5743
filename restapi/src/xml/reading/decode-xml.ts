import type { Shape } from '../../schema/shape.js'
import { compiledReader } from './compiled-reader.js'
import { decodeText } from './decode-text.js'
import { readDocument } from './read-document.js'

/** What is known of a document before it is read. */
export interface DocumentExpectation {
  readonly shape: Shape
  /** How deeply arrays and objects may be nested; never more than {@link DEEPEST}. */
  readonly maxDepth: number
  /** The charset that came with the document, in lower case. */
  readonly charset?: string | undefined
}

/** Nesting that no setting exceeds: the parser's search for namespaces goes through all that is open. */
const DEEPEST = 500

/**
 * The value of an XML document, as {@link readDocument} has it: by the compiled reader where the document is of the common kind.
 *
 * @throws SyntaxError for a document that is malformed, hostile or beyond a limit.
 * @throws UnsupportedCharsetError for one that is neither in UTF-8 nor in UTF-16.
 */
export function decodeXml(content: Uint8Array, { shape, maxDepth: allowed, charset }: DocumentExpectation): unknown {
  const maxDepth = Math.min(allowed, DEEPEST)
  const text = decodeText(content, charset)
  const value = compiledReader(shape)(text, maxDepth)
  return value === undefined ? readDocument(text, shape, maxDepth) : value
}
