import type { ServerResponse } from 'node:http'
import type { Exchange } from '../http/exchange.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { type OnFailure, reportFailure } from '../outcomes/report.js'

/**
 * Reports that other code has answered the request. That answer stands.
 *
 * @param cause the failure that got no answer. @default an error that says so
 */
export function reportAlreadyAnswered(
  { statusCode: status }: ServerResponse,
  exchange: Exchange,
  onFailure: OnFailure,
  cause: unknown = new Error('other code has already answered the request'),
): void {
  const code: FailureCode = 'already-answered'
  reportFailure(onFailure, exchange, { code, status, cause })
}
