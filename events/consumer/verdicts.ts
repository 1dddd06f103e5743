import { DomainError } from '../../domain/domain-error.js'
import type { IllegalStep, OrderError } from '../../domain/orders/order-error.js'
import { isReachable } from '../../domain/orders/order-life.js'

/**
 * The treatment of a message that could not be applied.
 *
 * - `drop`: the message already has its effect, so it counts as handled.
 * - `wait`: the message is not at fault. It is tried again later, as often as necessary.
 * - `retry`: the message is tried again later, a limited number of times, and is then parked.
 * - `park`: no further attempt can succeed.
 */
export type Verdict = 'drop' | 'wait' | 'retry' | 'park'

type Judge<Failure> = (error: Failure) => Verdict
type Judges = { readonly [Code in OrderError['code']]: Judge<Extract<OrderError, { readonly code: Code }>> }

const always = (verdict: Verdict) => () => verdict

/** The verdict for each error code of orders, the twin of `api/domain-errors.ts`. The compiler refuses the table if a code is missing. */
const judges: Judges = {
  'illegal-order-step': stepVerdict,
  'invalid-cursor': always('park'),
  'invalid-idempotency-key': always('park'),
  'invalid-order': always('park'),
  'invalid-payment': always('park'),
  'key-in-flight': always('retry'),
  'key-reused': always('park'),
  // An order is stored before any other system gets its id.
  'order-not-found': always('park'),
  'out-of-stock': always('retry'),
  'several-currencies': always('park'),
  'storage-unavailable': always('wait'),
  'unknown-products': always('park'),
}

/** Returns the verdict on an illegal step: one that comes too early is tried again, a repeated one is dropped, any other needs a person. */
function stepVerdict({ from, to }: IllegalStep): Verdict {
  if (isReachable(from, to)) return 'retry'
  return from === to || isReachable(to, from) ? 'drop' : 'park'
}

/** Returns the verdict on a failure of the domain, even if it is the `cause` of another error. Any other error may pass: `retry`. */
export function verdictOn(thrown: unknown): Verdict {
  const seen = new Set<unknown>()
  for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
    seen.add(error)
    if (error instanceof DomainError && isListed(error.code)) return (judges[error.code] as Judge<DomainError>)(error)
  }
  return 'retry'
}

function isListed(code: string): code is keyof typeof judges {
  return Object.hasOwn(judges, code)
}
