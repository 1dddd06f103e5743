import type { ServerResponse } from 'node:http'
import { clientSignal } from '../writing/client-signal.js'

/** The signal of a request, which its providers and its endpoint share. It is created when one of them reads it. */
export class RequestSignal {
  readonly #response: ServerResponse
  #abort: AbortController | undefined

  constructor(response: ServerResponse) {
    this.#response = response
  }

  get signal(): AbortSignal {
    this.#abort ??= clientSignal(this.#response)
    return this.#abort.signal
  }

  /** Aborts the work of functions that listen to the signal. */
  abort(reason: unknown): void {
    this.#abort ??= clientSignal(this.#response)
    this.#abort.abort(reason)
  }
}
