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
  /** The statements without an answer. The oldest is first. */
  const waiting = new Set<Waiting>()
  const silent = new WeakSet<pg.Client>()
  let timer: NodeJS.Timeout | undefined

  function lookIn(milliseconds: number): void {
    // While this process was held up, answers may have arrived. They are read between the end of a timer and this.
    timer = setTimeout(() => setImmediate(look), milliseconds).unref()
  }

  function look(): void {
    timer = undefined
    for (const statement of waiting) {
      const leftMs = statement.since + limitMs - performance.now()
      if (leftMs > 0) {
        lookIn(leftMs)
        return
      }
      waiting.delete(statement)
      const { connection } = statement
      silent.add(connection)
      // `end` of `pg` may wait for the other side, which is silent.
      connection.connection.stream.destroy()
    }
  }

  return (connection) => {
    const query: Query = connection.query.bind(connection)
    const limited: Query = (...args) => {
      const callback = args.at(-1)
      if (!isCallback(callback)) return promisify<unknown>((called) => void limited(...args, called))()
      const statement = { connection, since: performance.now() }
      waiting.add(statement)
      if (timer === undefined) lookIn(limitMs)
      return query(...args.slice(0, -1), answered(statement, callback))
    }
    const answered =
      (statement: Waiting, callback: Callback): Callback =>
      (error, result) => {
        waiting.delete(statement)
        callback(error && silent.has(connection) ? unanswered(limitMs) : error, result)
      }
    Object.assign(connection, { query: limited })
  }
}

/** A statement without an answer so far, and the time at which it began to wait. */
interface Waiting {
  readonly connection: pg.Client
  readonly since: number
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function'
}

/** Returns the error of the statement. That of `pg` would only say that the connection was ended. */
function unanswered(limitMs: number): Error {
  return new Error(`timeout after ${limitMs} ms: the database did not answer`)
}
