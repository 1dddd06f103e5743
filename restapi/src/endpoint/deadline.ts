import type { IncomingMessage } from 'node:http'
import type { HttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'

/** The treatment of work that misses the deadline. */
export interface Missed<Value> {
  /** Counts work as missed when it ends after the deadline but before the timer fires. Set it when more work follows. @default false */
  readonly isStrict?: boolean
  /** Makes the error that replaces the value. */
  failure(cause: DOMException): Error
  /** Aborts the work. */
  end?(reason: DOMException): void
  /** Releases a value that came too late. */
  drop?(value: Value): void
}

/** The moment by which a request must be answered. One deadline covers all steps of the request. */
export class Deadline {
  readonly #timeout: number
  readonly #end: number

  /** @param timeout milliseconds from now */
  constructor(timeout: number) {
    this.#timeout = timeout
    this.#end = performance.now() + timeout
  }

  /** @throws HttpError 503 after the deadline */
  checkOpen(): void {
    if (performance.now() >= this.#end) throw timedOut(this.#cause())
  }

  /** Returns the value of `work`, or rejects at the deadline. Drops a value that comes later. */
  meet<Value>(work: PromiseLike<Value>, missed: Missed<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      let isMissed = false
      const miss = (): void => {
        isMissed = true
        const cause = this.#cause()
        reject(missed.failure(cause))
        missed.end?.(cause) // after the rejection, since the abort may make the work fail
      }
      const timer = setTimeout(miss, this.#end - performance.now())
      work.then(
        (value) => {
          clearTimeout(timer)
          if (!isMissed && missed.isStrict === true && performance.now() >= this.#end) miss()
          if (isMissed) missed.drop?.(value)
          else resolve(value)
        },
        (cause) => {
          clearTimeout(timer)
          reject(cause) // has no effect after the deadline
        },
      )
    })
  }

  #cause(): DOMException {
    return new DOMException(`no outcome after ${this.#timeout} ms`, 'TimeoutError')
  }
}

/** Returns the input, or rejects at the deadline: with 408 while the client still sends its body, else with 503. @see RFC 9110 §15.5.9 */
export function readInTime<Input>(
  reading: Promise<Input>,
  request: IncomingMessage,
  deadline: Deadline | undefined,
): Promise<Input> {
  if (deadline === undefined) return reading
  const failure = (cause: Error): HttpError =>
    request.complete ? timedOut(cause) : ownError('request-timeout', 'the body did not arrive in time', { cause })
  return deadline.meet(reading, { failure, isStrict: true })
}

/**
 * Returns the value of `work`, or rejects with 503 at the deadline and aborts the signal of the request.
 *
 * @param drop releases a value that comes too late
 */
export function settleInTime<Value>(
  work: PromiseLike<Value>,
  input: { abort(reason: unknown): void },
  deadline: Deadline | undefined,
  drop: (value: Value) => void,
): PromiseLike<Value> {
  if (deadline === undefined) return work
  // A thenable of another library may call back more than once, or throw.
  return deadline.meet(Promise.resolve(work), { failure: timedOut, end: (reason) => input.abort(reason), drop })
}

function timedOut(cause: Error): HttpError {
  return ownError('timeout', 'the request took too long', { cause })
}
