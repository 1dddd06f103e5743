/** Thrown for a document in an encoding that is not read; known by its `code`. */
export class UnsupportedCharsetError extends Error {
  override readonly name = 'UnsupportedCharsetError'
  readonly code = 'unsupported-charset'
  readonly charset: string

  constructor(charset: string) {
    super(charset)
    this.charset = charset
  }
}
