import { type Exchange, pathOf } from '../http/exchange.js'
import { isThenable } from '../values/value-kinds.js'

/** What `onFailure` is told: enough for one log record. */
export interface FailureReport {
  /** One of the closed list, `FailureCode`, or that of the application's own error. */
  readonly code: string
  /** The status that the client gets. */
  readonly status: number
  /** What was thrown, returned or went wrong underneath. */
  readonly cause: unknown
  readonly method: string
  /** The path, without the query, which may hold secrets. */
  readonly path: string
  readonly requestId: string | undefined
}

/** Hears of every 5xx and of every failure of the library itself. What it throws or rejects with changes nothing. */
export type OnFailure = (report: FailureReport) => unknown

/** Tells `onFailure`, whatever it does about it. */
export function reportFailure(
  onFailure: OnFailure,
  exchange: Exchange,
  what: Pick<FailureReport, 'code' | 'status' | 'cause'>,
): void {
  try {
    const { method, requestId } = exchange
    const told = onFailure({ ...what, method, path: pathOf(exchange), requestId })
    if (isThenable(told)) told.then(undefined, ignore)
  } catch (cause) {
    ignore(cause)
  }
}

function ignore(_failure: unknown): void {
  // a logger that fails must not fail the request, and there is nobody left to tell
}

/** The hook used unless another is configured: one record to standard error. */
export function reportToConsole({ code, status, cause, method, path, requestId }: FailureReport): void {
  const id = requestId === undefined ? '' : ` (request ${requestId})`
  const what = `${method} ${JSON.stringify(path)} answered ${status}: ${code}${id}`
  try {
    console.error(what, cause)
  } catch {
    console.error(what, 'by something that cannot be shown')
  }
}
