import { isFailureStatus } from '../http/status.js'

/** In production nobody sees where an answer was made. */
const isTraced = process.env.NODE_ENV !== 'production'

/**
 * Sees to it that the error made next has no stack trace, where it is an answer and no fault: a 4xx in production. The trace would
 * be most of its cost, and is neither shown nor logged.
 *
 * @returns what `resumeTraces` needs afterwards
 */
export function pauseTraces(status: number): number | undefined {
  if (isTraced || status >= 500 || !isFailureStatus(status)) return undefined
  const { stackTraceLimit } = Error
  return Reflect.set(Error, 'stackTraceLimit', 0) ? stackTraceLimit : undefined
}

/** The copy of an error, made where the original was. */
export function withTraceOf<Copy extends Error>(original: Error & { readonly status: number }, copy: Copy): Copy {
  if (isTraced || original.status >= 500) copy.stack = original.stack ?? ''
  return copy
}

/** Gives the errors that follow their traces again. */
export function resumeTraces(paused: number | undefined): void {
  if (paused !== undefined) Error.stackTraceLimit = paused
}
