import { malformedContent, unsupportedCharset } from '../outcomes/body-errors.js'
import { isHttpError } from '../outcomes/http-error.js'

/**
 * Returns the value that `read`, a call of a codec, returns.
 *
 * @throws HttpError 400 for content that the codec cannot read, 415 for a charset that it does not know
 */
export function orMalformed<Value>(read: () => Value, charsets?: readonly string[]): Value {
  try {
    return read()
  } catch (cause) {
    if (isHttpError(cause)) throw cause
    if (hasCode(cause, 'unsupported-charset')) throw unsupportedCharset(cause.message, charsets)
    throw malformedContent(cause instanceof SyntaxError ? cause.message : 'it is not what its Content-Type says', cause)
  }
}

function hasCode(cause: unknown, code: string): cause is Error {
  return cause instanceof Error && (cause as { code?: unknown }).code === code
}
