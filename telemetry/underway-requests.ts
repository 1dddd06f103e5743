import type { RequestFailure } from './request-failure.js'

/** A request without a record so far. */
export interface Underway {
  readonly id: string
  readonly method: string
  readonly path: string
  /** When it came, by `performance.now()`. */
  readonly since: number
  failure?: RequestFailure | undefined
}

/** The requests under way by id. Several may have the same id, because clients choose it. */
export class UnderwayRequests {
  readonly #byId = new Map<string, Set<Underway>>()

  add(underway: Underway): void {
    const same = this.#byId.get(underway.id)
    if (same) same.add(underway)
    else this.#byId.set(underway.id, new Set([underway]))
  }

  delete(underway: Underway): void {
    const same = this.#byId.get(underway.id)
    if (same?.delete(underway) && same.size === 0) this.#byId.delete(underway.id)
  }

  /**
   * Returns the request of a failure, or `undefined` when it is not under way or has a failure already. A failure to write the first failure
   * belongs to the request that has one.
   */
  failedBy({ requestId: id = '', method, path, code }: RequestFailure): Underway | undefined {
    const isSecond = code === 'last-resort'
    const same = [...(this.#byId.get(id) ?? [])]
    return same.find(
      (request) => (request.failure !== undefined) === isSecond && request.method === method && request.path === path,
    )
  }
}
