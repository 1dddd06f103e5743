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
  /** One request of each id. */
  readonly #byId = new Map<string, Underway>()
  /** The others that have the id of one, which few requests do. */
  readonly #others = new Map<string, Set<Underway>>()

  add(underway: Underway): void {
    const { id } = underway
    if (!this.#byId.has(id)) this.#byId.set(id, underway)
    else if (!this.#others.get(id)?.add(underway)) this.#others.set(id, new Set([underway]))
  }

  delete(underway: Underway): void {
    const { id } = underway
    if (this.#byId.get(id) === underway) this.#byId.delete(id)
    const others = this.#others.get(id)
    if (others?.delete(underway) && others.size === 0) this.#others.delete(id)
  }

  /**
   * Returns the request of a failure, or `undefined` when it is not under way or has a failure already. A failure to write the first failure
   * belongs to the request that has one.
   */
  failedBy({ requestId: id = '', method, path, code }: RequestFailure): Underway | undefined {
    const isSecond = code === 'last-resort'
    const same = [this.#byId.get(id), ...(this.#others.get(id) ?? [])]
    return same.find(
      (request) =>
        request && (request.failure !== undefined) === isSecond && request.method === method && request.path === path,
    )
  }
}
