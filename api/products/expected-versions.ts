import type { EndpointInput } from '@endware/restapi'
import type { Catalogue } from '../../domain/products/catalogue.js'

type Changing = Pick<EndpointInput<{ readonly id: string }>, 'params' | 'precondition' | 'request'>

/**
 * Returns the versions that a product may have for a change: those that `If-Match` names, or `undefined` for `*`, which allows any
 * (RFC 9110 §13.1.1). An `If-None-Match` beside it (§13.1.2) needs the current version for its evaluation. That version is then the only
 * one allowed.
 *
 * @throws HttpError 412 when `If-None-Match` does not hold, or `If-Match` names no version
 * @throws {ProductNotFound} `product-not-found` when the current version is needed
 */
export async function expectedVersions(
  { params, precondition, request }: Changing,
  catalogue: Pick<Catalogue, 'read'>,
): Promise<readonly number[] | undefined> {
  if (request.headers['if-none-match'] === undefined && precondition.versions?.length !== 0) {
    return precondition.versions?.filter((version) => /^[1-9]\d*$/.test(version)).map(Number)
  }
  const { version } = await catalogue.read(params.id)
  precondition.check(version)
  return [version]
}
