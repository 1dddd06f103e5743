import { isError } from './value-kinds.js'

/**
 * Returns the message of an error that is marked for clients (`expose: true`); empty text for any other. Node's own failures keep their
 * message secret: `send` marks the error of a missing file with `expose`, and that message has the path of the file on this machine.
 */
export function exposedMessage(error: unknown): string {
  if (!isExposed(error) || isSystemError(error)) return ''
  return typeof error.message === 'string' ? error.message : ''
}

function isExposed(error: unknown): error is { readonly message?: unknown } {
  return typeof error === 'object' && error !== null && (error as { expose?: unknown }).expose === true
}

/** @see https://nodejs.org/api/errors.html#class-systemerror */
function isSystemError(error: object): boolean {
  const { syscall, errno } = error as { syscall?: unknown; errno?: unknown }
  return isError(error) && (typeof syscall === 'string' || typeof errno === 'number')
}
