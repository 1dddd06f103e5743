import { isHttpError, isProblem, type ProblemMembers } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import { httpErrorOf, withDomainErrors } from '../../api/domain-errors.js'
import { InvalidCursor } from '../../domain/invalid-cursor.js'
import {
  IllegalStep,
  InvalidIdempotencyKey,
  InvalidOrder,
  InvalidPayment,
  KeyInFlight,
  KeyReused,
  type OrderError,
  OrderNotFound,
  OutOfStock,
  SeveralCurrencies,
  UnknownProducts,
} from '../../domain/orders/order-error.js'
import {
  ExportsBusy,
  ImportRefused,
  ImportsBusy,
  InvalidImport,
  InvalidProduct,
  type ProductError,
  ProductNotFound,
  SkuTaken,
  VersionConflict,
} from '../../domain/products/product-error.js'
import { StorageUnavailable } from '../../domain/storage-unavailable.js'

type Input = { readonly error: unknown }

const table: readonly (readonly [ProductError | OrderError, number, string])[] = [
  [new IllegalStep('7', 'shipped', 'cancelled'), 409, 'an order that is shipped cannot become cancelled'],
  [new InvalidIdempotencyKey(), 400, 'an idempotency key must be 1 to 255 printable ASCII characters'],
  [
    new InvalidOrder([{ path: 'lines.0.quantity', message: 'is wrong' }]),
    400,
    'the order is not valid: lines.0.quantity is wrong',
  ],
  [new InvalidPayment([{ path: 'id', message: 'is wrong' }]), 400, 'the payment is not valid: id is wrong'],
  [new KeyInFlight(), 409, 'a request with this idempotency key is in progress: repeat the request later'],
  [new KeyReused(), 422, 'this idempotency key was used for another request: use a new key for a new request'],
  [new OrderNotFound('7'), 404, 'there is no order with this id'],
  [
    new OutOfStock([{ productId: '7', wanted: 2, left: 1 }]),
    409,
    'there is not enough in stock for a line of the order',
  ],
  [
    new SeveralCurrencies(['CHF', 'EUR']),
    422,
    'an order must have one currency; these products have CHF, EUR: place an order for each',
  ],
  [new UnknownProducts(['7']), 422, 'the catalogue does not have a product of the order'],
  [new ExportsBusy(2), 503, 'no more than 2 whole lists are written at once; try again in a while, or read pages'],
  [new ImportsBusy(2), 503, 'no more than 2 files are imported at once; send the file again in a while'],
  [new InvalidImport('a file has too many lines'), 400, 'a file has too many lines'],
  [new InvalidCursor(), 400, 'the cursor is not one that this list has given out'],
  [new InvalidProduct([{ path: 'sku', message: 'must be short' }]), 400, 'the product is not valid: sku must be short'],
  [new ProductNotFound('7'), 404, 'there is no product with this id'],
  [new SkuTaken('A-1'), 409, 'another product has the SKU A-1 already'],
  [new StorageUnavailable(), 503, 'the storage is not available at the moment'],
  [new VersionConflict('7', [1]), 412, 'the product has been changed in the meantime'],
]

const named = table.map(([error, status, message]) => ({ code: error.code, error, status, message }))

test.each(named)('$code is answered with $status', ({ error, status, message }) => {
  expect(httpErrorOf(error)).toMatchObject({ status, message, cause: error })
})

test.each(named)('$code is found however it is wrapped', ({ error, status }) => {
  const wrapped = new Error('in use case', { cause: new Error('in storage', { cause: error }) })
  expect(httpErrorOf(wrapped)?.status).toBe(status)
})

test('an unavailable storage says when to try again', () => {
  const fields = httpErrorOf(new StorageUnavailable())?.fields ?? []
  expect(fields.map(({ name, value }) => `${name}: ${value}`)).toEqual(['Retry-After: 2'])
})

test.each<[string, unknown]>([
  ['another error', new Error('other')],
  ['null', null],
  ['a text', 'text'],
  ['another error with a code of the domain', Object.assign(new Error('like'), { code: 'sku-taken' })],
  ['an error that is its own cause', cyclic()],
])('%s is none of them', (_name, thrown) => expect(httpErrorOf(thrown)).toBeUndefined())

test('an endpoint ends with the HTTP error of its domain error, and with anything else as it is', async () => {
  const endpoint = withDomainErrors(({ error }: Input) => Promise.reject(error))
  const known = { error: new ProductNotFound('7') }
  expect(isHttpError(await endpoint(known).catch((error: unknown) => error))).toBe(true)
  const other = new Error('other')
  await expect(endpoint({ error: other })).rejects.toBe(other)
})

test('an endpoint that succeeds is not touched', async () => {
  await expect(withDomainErrors(async ({ error }: Input) => [error])({ error: 2 })).resolves.toEqual([2])
})

function cyclic(): Error {
  const error = new Error('round')
  error.cause = error
  return error
}

test('a fault of an order names its place in the body', () => {
  expect(httpErrorOf(new InvalidOrder([{ path: 'lines.0.quantity', message: 'is wrong' }]))).toMatchObject({
    errors: [{ in: 'body', pointer: '/lines/0/quantity', message: 'lines.0.quantity is wrong' }],
  })
})

test('a refused import names the line and the place of each fault, and at most a hundred', () => {
  const errors = [
    { path: 'price.amount', message: 'is wrong' },
    { path: '', message: 'is not JSON' },
  ]
  const refused = Array.from({ length: 60 }, (_, index) => ({ line: index + 2, outcome: 'refused' as const, errors }))
  const problem = httpErrorOf(new ImportRefused(refused))
  const { errors: listed }: Partial<ProblemMembers> = isProblem(problem) ? problem.members : {}
  expect(listed).toHaveLength(100)
  expect(listed).toMatchObject([
    { line: 2, in: 'body', pointer: '/price/amount', message: 'price.amount is wrong' },
    { line: 2, in: 'body', pointer: '', message: 'is not JSON' },
    ...Array(98).fill({}),
  ])
})
