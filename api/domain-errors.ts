import {
  badRequest,
  HttpError,
  type InvalidField,
  notFound,
  type Problem,
  preconditionFailed,
  serviceUnavailable,
  tooManyRequests,
} from '@endware/restapi'
import { DomainError } from '../domain/domain-error.js'
import type { OrderError } from '../domain/orders/order-error.js'
import type { TooManyWatches } from '../domain/orders/order-watches.js'
import type { ImportResult } from '../domain/products/import-result.js'
import type { ProductError } from '../domain/products/product-error.js'
import type { ProductProblem } from '../domain/products/product-problem.js'
import { starting, unreachable } from '../telemetry/request-failure.js'
import {
  illegalStep,
  keyInFlight,
  keyReused,
  outOfStock,
  severalCurrencies,
  unknownProducts,
} from './orders/order-problems.js'
import { importRefused, skuTaken } from './problem-types.js'

type Answer<Failure> = (error: Failure) => HttpError | Problem
type ShopError = ProductError | OrderError | TooManyWatches
type Answers = { readonly [Code in ShopError['code']]: Answer<Extract<ShopError, { readonly code: Code }>> }

const shown =
  (factory: typeof notFound | typeof badRequest | typeof preconditionFailed): Answer<DomainError> =>
  (error) =>
    factory(error.message, { cause: error })

const said = (error: DomainError) => ({ detail: error.message, cause: error })

/** One fault of a value: `path` has dots, and is empty for the whole value. */
type Fault = ProductProblem

/** The number of faults that a problem lists at most. */
const mostFaults = 100

/** A 400 that names the places in the body. */
const invalid: Answer<DomainError & { readonly problems: readonly Fault[] }> = (error) =>
  new HttpError(400, error.message, { cause: error, errors: error.problems.map(inBody).slice(0, mostFaults) })

function inBody({ path, message }: Fault): InvalidField & { readonly in: 'body' } {
  const pointer = path === '' ? '' : `/${path.replaceAll('.', '/')}`
  return { in: 'body', pointer, message: `${path} ${message}`.trim() }
}

function recordFaults({ line, errors = [] }: ImportResult) {
  return errors.map((fault) => ({ line, ...inBody(fault) }))
}

/** The HTTP error of each error code of the domain. The compiler refuses the table if a code is missing. */
const answers: Answers = {
  'exports-busy': (error) => serviceUnavailable(error.message, { cause: error }).withHeader('Retry-After', '10'),
  'import-refused': (error) =>
    importRefused({ errors: error.refused.flatMap(recordFaults).slice(0, mostFaults) }, { detail: error.message }),
  'imports-busy': (error) => serviceUnavailable(error.message, { cause: error }).withHeader('Retry-After', '10'),
  'invalid-import': shown(badRequest),
  'illegal-order-step': (error) => illegalStep({ from: error.from, to: error.to }, said(error)),
  'invalid-cursor': shown(badRequest),
  'invalid-idempotency-key': shown(badRequest),
  'invalid-order': invalid,
  'invalid-payment': invalid,
  'invalid-product': invalid,
  'key-in-flight': (error) => keyInFlight(said(error)).withHeader('Retry-After', '1'),
  'key-reused': (error) => keyReused(said(error)),
  'order-not-found': shown(notFound),
  'out-of-stock': (error) => outOfStock({ shortages: error.shortages }, said(error)),
  'product-not-found': shown(notFound),
  'several-currencies': (error) => severalCurrencies({ currencies: error.currencies }, said(error)),
  'sku-taken': (error) => skuTaken({ sku: error.sku }, said(error)),
  'storage-unavailable': (error) => {
    const code = error.isOpening ? starting : error.isUnreachable ? unreachable : undefined
    return serviceUnavailable(error.message, { cause: error, ...(code && { code }) }).withHeader('Retry-After', '2')
  },
  'too-many-watches': (error) => tooManyRequests(error.message, { cause: error }).withHeader('Retry-After', '30'),
  'unknown-products': (error) => unknownProducts({ productIds: error.productIds }, said(error)),
  'version-conflict': shown(preconditionFailed),
}

/**
 * Returns the HTTP error or problem for a failure of the domain, even if the failure is the `cause` of another error. Returns `undefined`
 * for any other value.
 */
export function httpErrorOf(thrown: unknown): HttpError | Problem | undefined {
  const seen = new Set<unknown>()
  for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
    seen.add(error)
    if (error instanceof DomainError && isListed(error.code)) {
      return (answers[error.code] as Answer<DomainError>)(error)
    }
  }
  return undefined
}

function isListed(code: string): code is keyof typeof answers {
  return Object.hasOwn(answers, code)
}

/** Returns a function that wraps an endpoint: it rethrows a failure of the domain as its HTTP error, after it has told `onError`. */
export function domainErrors<Least>(onError: (error: unknown, input: Least) => void) {
  return <Input extends Least, Value>(endpoint: (input: Input) => Promise<Value>) =>
    async (input: Input): Promise<Value> => {
      try {
        return await endpoint(input)
      } catch (error) {
        onError(error, input)
        throw httpErrorOf(error) ?? error
      }
    }
}

/** Wraps an endpoint: rethrows a failure of the domain as its HTTP error. */
export const withDomainErrors = domainErrors(() => undefined)

/** Yields the values, and rethrows a failure of the domain as its HTTP error. */
export async function* eachWithDomainErrors<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
  try {
    yield* values
  } catch (error) {
    throw httpErrorOf(error) ?? error
  }
}
