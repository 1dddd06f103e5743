import { isHttpError } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import { httpErrorOf, withDomainErrors } from '../../api/domain-errors.js'
import {
  InvalidCursor,
  InvalidProduct,
  type ProductError,
  ProductNotFound,
  SkuTaken,
  VersionConflict,
} from '../../domain/products/product-error.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'

const table: readonly (readonly [ProductError, number, string])[] = [
  [new InvalidCursor(), 400, 'the cursor is not one that this catalogue has given out'],
  [new InvalidProduct([{ path: 'sku', message: 'must be short' }]), 400, 'the product is not valid: sku must be short'],
  [new ProductNotFound('7'), 404, 'there is no product with this id'],
  [new SkuTaken('A-1'), 409, 'another product has the SKU A-1 already'],
  [new StorageUnavailable(), 503, 'the storage is not available at the moment'],
  [new VersionConflict('7', [1]), 412, 'the product has been changed in the meantime'],
]

test.each(table)('%s is answered with %i', (error, status, message) => {
  expect(httpErrorOf(error)).toMatchObject({ status, message, cause: error })
})

test.each(table)('%s is found however it is wrapped', (error, status) => {
  const wrapped = new Error('in use case', { cause: new Error('in storage', { cause: error }) })
  expect(httpErrorOf(wrapped)?.status).toBe(status)
})

test('an unavailable storage says when to try again', () => {
  const fields = httpErrorOf(new StorageUnavailable())?.fields ?? []
  expect(fields.map(({ name, value }) => `${name}: ${value}`)).toEqual(['Retry-After: 2'])
})

test.each([new Error('other'), null, 'text', Object.assign(new Error('like'), { code: 'sku-taken' }), cyclic()])(
  '%s is none of them',
  (thrown) => expect(httpErrorOf(thrown)).toBeUndefined(),
)

test('an endpoint ends with the HTTP error of its domain error, and with anything else as it is', async () => {
  const endpoint = withDomainErrors((error: unknown) => Promise.reject(error))
  expect(isHttpError(await endpoint(new ProductNotFound('7')).catch((error: unknown) => error))).toBe(true)
  const other = new Error('other')
  await expect(endpoint(other)).rejects.toBe(other)
})

test('an endpoint that succeeds is not touched', async () => {
  await expect(withDomainErrors(async (value: number) => value + 1)(1)).resolves.toBe(2)
})

function cyclic(): Error {
  const error = new Error('round')
  error.cause = error
  return error
}
