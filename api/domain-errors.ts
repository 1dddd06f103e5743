import {
  badRequest,
  type HttpError,
  notFound,
  type Problem,
  preconditionFailed,
  serviceUnavailable,
} from '@endware/restapi'
import { DomainError } from '../domain/domain-error.js'
import type { ProductError } from '../domain/products/product-error.js'
import { skuTaken } from './problem-types.js'

type Answer<Failure> = (error: Failure) => HttpError | Problem
type Answers = { readonly [Code in ProductError['code']]: Answer<Extract<ProductError, { readonly code: Code }>> }

const shown =
  (factory: typeof notFound | typeof badRequest | typeof preconditionFailed): Answer<DomainError> =>
  (error) =>
    factory(error.message, { cause: error })

/** The HTTP error of each error code of the domain. The compiler refuses the table if a code is missing. */
const answers: Answers = {
  'invalid-cursor': shown(badRequest),
  'invalid-product': shown(badRequest),
  'product-not-found': shown(notFound),
  'sku-taken': (error) => skuTaken({ sku: error.sku }, { detail: error.message, cause: error }),
  'storage-unavailable': (error) => serviceUnavailable(error.message, { cause: error }).withHeader('Retry-After', '2'),
  'version-conflict': shown(preconditionFailed),
}

/** The HTTP error or problem for a failure of the domain, also one that is wrapped as the `cause` of others; `undefined` for anything else. */
export function httpErrorOf(thrown: unknown): HttpError | Problem | undefined {
  const seen = new Set<unknown>()
  for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
    seen.add(error)
    if (error instanceof DomainError && isListed(error.code)) return (answers[error.code] as Answer<DomainError>)(error)
  }
  return undefined
}

function isListed(code: string): code is keyof typeof answers {
  return Object.hasOwn(answers, code)
}

/** The endpoint, with the failures of the domain that it ends with turned into their HTTP errors. */
export function withDomainErrors<Input, Value>(endpoint: (input: Input) => Promise<Value>) {
  return async (input: Input): Promise<Value> => {
    try {
      return await endpoint(input)
    } catch (error) {
      throw httpErrorOf(error) ?? error
    }
  }
}

/** The values, with the failures of the domain that they end with turned into their HTTP errors. */
export async function* eachWithDomainErrors<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
  try {
    yield* values
  } catch (error) {
    throw httpErrorOf(error) ?? error
  }
}
