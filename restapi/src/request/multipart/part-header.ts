import { parseMediaType } from '../../http/media-type.js'
import { unsupportedCharset } from '../../outcomes/body-errors.js'
import type { MultipartLimits } from './multipart-options.js'
import { tooMuch } from './too-much.js'

/** The header of a part. */
export interface PartHeader {
  /** The name of the field or file. */
  readonly name: string
  /** The last segment of the file name that the client sent; `undefined` for a field. */
  readonly fileName: string | undefined
  /** The media type that the client claims, in lower case and without parameters; empty when the part has none. */
  readonly mediaType: string
}

/** Header fields by lower-case name, with one character for each byte. */
export type RawHeader = Readonly<Record<string, readonly string[]>>

/**
 * Reads the header of a part.
 *
 * `filename*` is ignored, as RFC 7578 §4.2 says. Of a path in `filename` only the last segment is taken.
 *
 * @throws SyntaxError for a part without a name, and for a malformed header
 * @throws HttpError 413 for a header beyond the limits, 415 for a charset other than UTF-8
 * @see RFC 7578 §4
 */
export function partHeader(raw: RawHeader, limits: MultipartLimits): PartHeader {
  checkSize(raw, limits)
  const disposition = formData(onlyOne(raw, 'content-disposition') ?? '')
  const name = disposition.get('name')
  if (name === undefined || name === '') throw new SyntaxError('a part has no name')
  const fileName = disposition.get('filename')
  for (const each of [name, fileName ?? '']) {
    if (Buffer.byteLength(each) > limits.nameBytes) throw tooMuch(`a name is longer than ${limits.nameBytes} bytes`)
  }
  const encoding = onlyOne(raw, 'content-transfer-encoding')
  if (encoding !== undefined && !/^(?:7bit|8bit|binary)$/i.test(encoding.trim())) {
    // RFC 7578 §4.7 deprecates the field
    throw new SyntaxError('a part has a Content-Transfer-Encoding; expected the bytes as they are')
  }
  return { name, fileName: fileName?.replace(/^.*[/\\]/s, ''), mediaType: mediaTypeOf(onlyOne(raw, 'content-type')) }
}

function checkSize(raw: RawHeader, { headerPairs, headerBytes }: MultipartLimits): void {
  const lines = Object.entries(raw).flatMap(([name, values]) => values.map((value) => name.length + value.length + 4))
  if (lines.length > headerPairs) throw tooMuch(`a part has more than ${headerPairs} header fields`)
  const size = lines.reduce((sum, length) => sum + length, 0)
  if (size > headerBytes) throw tooMuch(`the header of a part is larger than ${headerBytes} bytes`)
}

function onlyOne(raw: RawHeader, name: string): string | undefined {
  const values = raw[name] ?? []
  if (values.length > 1) throw new SyntaxError(`a part has the header field ${name} twice`)
  return values[0]
}

// RFC 9110 §5.6.6 parameters. A quoted text may have any byte but control characters, as browsers send names in UTF-8.
const parameter = /[ \t]*;[ \t]*([!#$%&'*+.^_`|~0-9a-z-]+)=(?:([!#$%&'*+.^_`|~0-9a-z-]+)|"((?:[^"\\]|\\.)*)")/iy
// biome-ignore lint/suspicious/noControlCharactersInRegex: a header field has none (RFC 9110 §5.5)
const control = /[\u0000-\u0008\u000a-\u001f\u007f]/

/** Returns the parameters of a `Content-Disposition` of the type `form-data`. */
function formData(field: string): ReadonlyMap<string, string> {
  const type = /^[ \t]*form-data(?=[ \t]*(?:;|$))/i.exec(field)
  if (type === null) throw new SyntaxError('a part has no Content-Disposition of the type form-data')
  if (control.test(field)) throw new SyntaxError('a Content-Disposition has a control character')
  const parameters = new Map<string, string>()
  parameter.lastIndex = type[0].length
  while (!/^[ \t;]*$/.test(field.slice(parameter.lastIndex))) {
    const match = parameter.exec(field)
    if (match === null) throw new SyntaxError('a Content-Disposition is malformed')
    const [, key = '', token, quoted = ''] = match
    if (parameters.has(key.toLowerCase())) throw new SyntaxError(`a Content-Disposition has ${key} twice`)
    parameters.set(key.toLowerCase(), text(token ?? unquoted(quoted)))
  }
  return parameters
}

/** Browsers write `%22` for a quotation mark, other clients a backslash before it. Other backslashes are part of the name. */
function unquoted(quoted: string): string {
  return quoted.replace(/\\(["\\])/g, '$1').replaceAll('%22', '"')
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function text(bytes: string): string {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'))
  } catch {
    throw new SyntaxError('a name is not UTF-8')
  }
}

function mediaTypeOf(field: string | undefined): string {
  if (field === undefined || field.trim() === '') return ''
  const mediaType = parseMediaType(field.trim())
  if (mediaType === undefined) throw new SyntaxError('the Content-Type of a part is malformed')
  const charset = mediaType.parameters.get('charset')
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset)) throw unsupportedCharset(charset)
  return mediaType.name
}
