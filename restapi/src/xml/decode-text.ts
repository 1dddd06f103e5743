import { DECLARATION } from './text.js'
import { UnsupportedCharsetError } from './unsupported-charset-error.js'

/**
 * The text of a document in UTF-8, without its byte order mark.
 *
 * @throws UnsupportedCharsetError for a document in UTF-16, UTF-32, or one that declares another encoding than UTF-8 or its subset US-ASCII.
 * @throws SyntaxError for octets that are not UTF-8; none is ever replaced.
 * @see XML 1.0 §4.3.3, appendix F
 */
export function decodeText(content: Uint8Array): string {
  const text = commonText(content)
  if (text !== undefined) return text
  const encoding = wideEncoding(content) ?? declaredEncoding(content)
  if (encoding !== undefined && !/^(?:utf-?8|us-ascii|ascii)$/i.test(encoding))
    throw new UnsupportedCharsetError(encoding)
  try {
    return utf8.decode(content)
  } catch (cause) {
    throw new SyntaxError('expected octets in UTF-8', { cause })
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a document that is in UTF-8 and begins with the usual declaration, or with the root element: there is no more to find out. */
function commonText(content: Uint8Array): string | undefined {
  let text: string
  try {
    text = utf8.decode(content)
  } catch {
    return undefined
  }
  return text.startsWith(DECLARATION) || /^<[A-Za-z]/.test(text) ? text : undefined
}

/** XML 1.0 appendix F.1: a mark of byte order, or a `<` among zeros. */
function wideEncoding([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0 && second === 0 && (third === 0xfe || third === 0)) return 'UTF-32'
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16'
  if (first === 0xfe && second === 0xff) return 'UTF-16'
  if (first === 0x3c && second === 0) return third === 0 ? 'UTF-32' : 'UTF-16'
  return first === 0 && second === 0x3c ? 'UTF-16' : undefined
}

/** The encoding in the XML declaration, of which all ASCII supersets write the same octets. */
function declaredEncoding(content: Uint8Array): string | undefined {
  const start = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 256)).toString('latin1')
  return /^(?:\u00EF\u00BB\u00BF)?<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'<>]{1,40})["']/.exec(start)?.[1]
}
