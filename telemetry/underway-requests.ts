import type { RequestFailure } from './request-failure.js'

/** A request without a record so far. */
export interface Underway {
  readonly method: string
  readonly path: string
  failure?: RequestFailure
}

/** The requests under way by id. Several may have the same id, because clients choose it. */
export class UnderwayRequests {
  readonly #byId = new Map<string, Set<Underway>>()

  add(id: string, underway: Underway): Underway {
    const same = this.#byId.get(id) ?? new Set()
    this.#byId.set(id, same.add(underway))
    return underway
  }

  delete(id: string, underway: Underway): void {
    const same = this.#byId.get(id)
    same?.delete(underway)
    if (same?.size === 0) this.#byId.delete(id)
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
