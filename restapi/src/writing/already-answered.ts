import type { ServerResponse } from 'node:http'
import type { Exchange } from '../http/exchange.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { type OnFailure, reportFailure } from '../outcomes/report.js'

/**
 * Tells that something else has answered a request, whose answer stands.
 *
 * @param cause what has failed besides, or how that is known
 */
export function tellAlreadyAnswered(
  { statusCode: status }: ServerResponse,
  exchange: Exchange,
  onFailure: OnFailure,
  cause: unknown = new Error('something else has already answered the request'),
): void {
  const code: FailureCode = 'already-answered'
  reportFailure(onFailure, exchange, { code, status, cause })
}
