import { promisify } from 'node:util'
import type pg from 'pg'

type Query = (...args: unknown[]) => unknown
type Callback = (error: Error | undefined, result?: unknown) => void

/**
 * Returns a function that limits the time of each statement of a connection. If an answer does not arrive in time, the connection is cut: a
 * network that drops packets silently would have it wait forever.
 *
 * The option `query_timeout` of `pg` would make a timer and two closures for each statement. They keep answered statements alive through the next
 * collection of garbage, which takes several times as long.
 *
 * @param limitMs the time limit of a statement, in milliseconds
 */
export function answerLimit(limitMs: number): (connection: pg.Client) => void {
  /** The connections that wait for an answer, the one that has waited longest first, and the times at which they began to wait. */
  const waiting = new Map<pg.Client, number>()
  const silent = new WeakSet<pg.Client>()
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    timer = undefined
    for (const [connection, since] of waiting) {
      const leftMs = since + limitMs - performance.now()
      if (leftMs > 0) {
        timer = setTimeout(look, leftMs).unref()
        return
      }
      silent.add(connection)
      waiting.delete(connection)
      // With a statement under way, this destroys the socket at once.
      connection.end().catch(() => undefined)
    }
  }

  return (connection) => {
    const query: Query = connection.query.bind(connection)
    const limited: Query = (...args) => {
      const callback = args.at(-1)
      if (!isCallback(callback)) return promisify<unknown>((called) => void limited(...args, called))()
      waiting.set(connection, performance.now())
      if (timer === undefined) timer = setTimeout(look, limitMs).unref()
      return query(...args.slice(0, -1), answered(callback))
    }
    const answered =
      (callback: Callback): Callback =>
      (error, result) => {
        waiting.delete(connection)
        callback(error && silent.has(connection) ? unanswered(limitMs) : error, result)
      }
    Object.assign(connection, { query: limited })
  }
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function'
}

/** Returns the error of the statement. That of `pg` would only say that the connection was ended. */
function unanswered(limitMs: number): Error {
  return new Error(`timeout after ${limitMs} ms: the database did not answer`)
}
