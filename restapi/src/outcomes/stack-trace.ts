import { isFailureStatus } from '../http/status.js'

/** False in production, where no log shows the place at which an answer was made. */
const isTraced = process.env.NODE_ENV !== 'production'

/**
 * Turns stack traces off for the next error if it is a 4xx in production. The trace would be most of its cost, and is neither shown nor
 * logged.
 *
 * @returns the limit that `resumeTraces` must restore; `undefined` when nothing changed
 */
export function pauseTraces(status: number): number | undefined {
  if (isTraced || status >= 500 || !isFailureStatus(status)) return undefined
  const { stackTraceLimit } = Error
  return Reflect.set(Error, 'stackTraceLimit', 0) ? stackTraceLimit : undefined
}

/** Gives `copy` the stack trace of the original error, and returns it. */
export function withTraceOf<Copy extends Error>(original: Error & { readonly status: number }, copy: Copy): Copy {
  if (isTraced || original.status >= 500) copy.stack = original.stack ?? ''
  return copy
}

/** Turns stack traces on again. @param paused the result of `pauseTraces` */
export function resumeTraces(paused: number | undefined): void {
  if (paused !== undefined) Error.stackTraceLimit = paused
}
