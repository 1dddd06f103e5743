import { HttpError, type HttpRequest, type InvalidField } from '@endware/restapi'
import type { Caller } from '../authentication/token-verifier.js'

/** Reports whether lists of products take a range of prices from a caller: the subject of its token. Never rejects. */
export type OffersPriceFilter = (caller: string | undefined) => Promise<boolean>

/** Verifies the token of a request. May reject, also because the client has sent too many wrong ones. */
export type VerifyTokenOf = (token: string, request: HttpRequest) => Promise<Caller | undefined>

/** The range of prices in a query. */
interface PriceRange {
  readonly minPrice?: number | undefined
  readonly maxPrice?: number | undefined
}

/**
 * Refuses a range of prices that its caller may not use.
 *
 * @throws {HttpError} 400, as for parameters that the contract does not have
 */
export type CheckPrices = (range: PriceRange, request: HttpRequest, part: 'query' | 'body') => Promise<void>

/**
 * Returns the check of ranges of prices. The lists are public, so a token is optional: without a valid one, the caller counts as anonymous.
 * Lists without a range of prices do not look at it.
 */
export function checkPrices(verify: VerifyTokenOf, offers: OffersPriceFilter): CheckPrices {
  return async (range, request, part) => {
    const names = (['minPrice', 'maxPrice'] as const).filter((name) => range[name] !== undefined)
    if (names.length === 0 || (await offers(await callerOf(request, verify)))) return
    const errors = names.map(
      (name): InvalidField => ({ in: part, pointer: `/${name}`, message: `${name} is not allowed` }),
    )
    const [first] = errors
    const summary = errors.length === 1 ? first?.message : `${errors.length} errors`
    throw new HttpError(400, `the request is not valid: ${summary}`, { errors })
  }
}

async function callerOf(request: HttpRequest, verify: VerifyTokenOf): Promise<string | undefined> {
  const [, token] = /^bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) return undefined
  try {
    return (await verify(token, request))?.caller
  } catch {
    // The list needs no token. What is wrong with this one, or with the keys of its issuer, must not fail it.
    return undefined
  }
}
