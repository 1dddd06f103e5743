import type { EndpointInput } from '@endware/restapi'
import type { Catalogue } from '../domain/products/catalogue.js'

type Changing = Pick<EndpointInput<{ readonly id: string }>, 'params' | 'precondition' | 'request'>

/**
 * The versions that a change may find: those that `If-Match` names, `undefined` for `*`, which any will do for (RFC 9110 §13.1.1).
 * What `If-None-Match` says beside it (§13.1.2) can only be judged by the present version, which is then the one to be found. An `If-Match`
 * that names none fails whatever that is, and says why.
 *
 * @throws HttpError 412 when `If-None-Match` does not hold, or `If-Match` names no version
 * @throws {ProductNotFound} `product-not-found`, where the present version is needed
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
