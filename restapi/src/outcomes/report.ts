import { type Exchange, pathOf } from '../http/exchange.js'
import { isThenable } from '../values/value-kinds.js'

/**
 * The record of a failure for `onFailure`: enough for one log record.
 *
 * @example
 * const lineOf = ({ method, path, status, code }: FailureReport): string => `${method} ${path} ${status} ${code}`
 * endware({ onFailure: (report) => console.error(lineOf(report), report.cause) })
 */
export interface FailureReport {
  /** A `FailureCode`, or the code of the application's own error. */
  readonly code: string
  /** The status that the client gets. */
  readonly status: number
  /** The original error. It may contain internals. */
  readonly cause: unknown
  readonly method: string
  /** The path without the query, since a query may hold secrets. */
  readonly path: string
  readonly requestId: string | undefined
}

/**
 * The function that receives a report of every 5xx and of every failure of the library itself. Its own errors are ignored.
 *
 * @example
 * const onFailure: OnFailure = ({ code, status, cause }) => console.error(code, status, cause)
 * const api = endware({ onFailure })
 */
export type OnFailure = (report: FailureReport) => unknown

/** Calls `onFailure` with a report, and ignores whatever it throws or rejects with. */
export function reportFailure(
  onFailure: OnFailure,
  exchange: Exchange,
  what: Pick<FailureReport, 'code' | 'status' | 'cause'>,
): void {
  try {
    const { method, requestId } = exchange
    const pending = onFailure({ ...what, method, path: pathOf(exchange), requestId })
    if (isThenable(pending)) pending.then(undefined, ignore)
  } catch (cause) {
    ignore(cause)
  }
}

function ignore(_failure: unknown): void {
  // A logger that fails must not fail the request, and no other place is left to report to.
}

/** Writes one record to standard error. The default of `onFailure`. */
export function reportToConsole({ code, status, cause, method, path, requestId }: FailureReport): void {
  const id = requestId === undefined ? '' : ` (request ${requestId})`
  const what = `${method} ${JSON.stringify(path)} answered ${status}: ${code}${id}`
  try {
    console.error(what, cause)
  } catch {
    console.error(what, 'with a cause that cannot be shown')
  }
}
