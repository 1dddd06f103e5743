import { DECLARATION } from '../document/escape-text.js'

/** Error for a document in an unsupported encoding. Callers recognise it by its `code`. */
export class UnsupportedCharsetError extends Error {
  override readonly name = 'UnsupportedCharsetError'
  readonly code = 'unsupported-charset'
  readonly charset: string

  constructor(charset: string) {
    super(charset)
    this.charset = charset
  }
}

/**
 * Decodes a document in UTF-8 or UTF-16, and removes its byte order mark. The mark takes precedence, then the `charset` parameter of the
 * content, then the XML declaration: .NET declares UTF-16 in documents that are sent in UTF-8.
 *
 * @throws UnsupportedCharsetError for any other encoding, and for UTF-16 without a mark and without `charset`
 * @throws SyntaxError for octets that are invalid in the encoding; none is replaced
 * @see RFC 7303 §3, XML 1.0 §4.3.3, appendix F
 */
export function decodeText(content: Uint8Array, charset?: string): string {
  if (charset === undefined || charset === 'utf-8') {
    const text = commonText(content)
    if (text !== undefined) return text
  }
  const encoding = markedEncoding(content) ?? charset ?? wideEncoding(content) ?? declaredEncoding(content) ?? 'utf-8'
  switch (encoding.toLowerCase()) {
    case 'utf-8':
    case 'utf8':
      return decoded(utf8, content, 'UTF-8')
    case 'us-ascii':
    case 'ascii':
      return decoded(utf8, content.every((octet) => octet < 0x80) ? content : NO_UTF8, 'US-ASCII')
    case 'utf-16':
      return isLittleEndian(content) ? littleEndian(content) : bigEndian(content)
    case 'utf-16le':
      return littleEndian(content)
    case 'utf-16be':
      return bigEndian(content)
    default:
      throw new UnsupportedCharsetError(encoding)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const utf16 = new TextDecoder('utf-16le', { fatal: true })
const NO_UTF8 = Uint8Array.of(0xff)

/** Decodes a UTF-8 document that begins with the usual declaration or the root element, the common case. Returns `undefined` for any other. */
function commonText(content: Uint8Array): string | undefined {
  if (content[0] !== LESS) return undefined
  let text: string
  try {
    text = utf8.decode(content)
  } catch {
    return undefined
  }
  return text.startsWith(DECLARATION) || /^<[A-Za-z]/.test(text) ? text : undefined
}

const LESS = 0x3c

/** Returns the encoding of the byte order mark. @see RFC 7303 §3.3 */
function markedEncoding([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'UTF-32'
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

/**
 * Detects a wide encoding by the zero octets beside `<`. UTF-16 needs a mark (§4.3.3) unless `charset` names it.
 *
 * @see XML 1.0 appendix F.1
 */
function wideEncoding([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0 && second === 0 && third === 0 && fourth === LESS) return 'UTF-32'
  if (first === LESS && second === 0) return third === 0 ? 'UTF-32' : UNMARKED
  return first === 0 && second === LESS ? UNMARKED : undefined
}

const UNMARKED = 'UTF-16 without a byte order mark'

/** Reads the encoding from the XML declaration, whose octets are the same in every superset of ASCII. UTF-16 is detected before. */
function declaredEncoding(content: Uint8Array): string | undefined {
  const end = content.indexOf(0x3e)
  const start = Buffer.from(content.buffer, content.byteOffset, Math.max(end + 1, 0)).toString('latin1')
  const encoding = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'<>]{1,40})["']/.exec(start)?.[1]
  return encoding !== undefined && /^utf-?16/i.test(encoding) ? UNMARKED : encoding
}

function isLittleEndian([first, second]: Uint8Array): boolean {
  return first === LESS && second === 0
}

function littleEndian(content: Uint8Array): string {
  return decoded(utf16, content, 'UTF-16')
}

/** Decodes UTF-16BE by swapping octets: a Node with small ICU has no decoder for it. */
function bigEndian(content: Uint8Array): string {
  if (content.byteLength % 2 === 1) throw notIn('UTF-16')
  return littleEndian(Buffer.from(content).swap16())
}

function decoded(decoder: typeof utf8, content: Uint8Array, name: string): string {
  let text: string
  try {
    text = decoder.decode(content)
  } catch (cause) {
    throw notIn(name, cause)
  }
  // some decoders of UTF-16 accept a lone surrogate
  if (!text.isWellFormed()) throw notIn(name)
  return text
}

function notIn(name: string, cause?: unknown): SyntaxError {
  return new SyntaxError(`expected octets in ${name}`, cause === undefined ? undefined : { cause })
}
