/** Thrown for a document whose octets are in an encoding other than UTF-8; known by its `code`. */
export class UnsupportedCharsetError extends Error {
  override readonly name = 'UnsupportedCharsetError'
  readonly code = 'unsupported-charset'
  readonly charset: string

  constructor(charset: string) {
    super(`the charset ${charset}`)
    this.charset = charset
  }
}
