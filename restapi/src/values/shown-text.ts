import { isError } from './is-error.js'

/**
 * The message of an error that was made for showing (`expose: true`); empty for any other. Messages of Node's own failures are never
 * shown: `send` marks the error of a missing file with `expose`, and its message has the file's path on this machine.
 */
export function shownText(error: unknown): string {
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
