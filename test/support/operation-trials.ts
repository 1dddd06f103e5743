import { newProduct } from './example-products.js'

/** What a trial may use: ids of two products that are there, and the SKU of the second. */
export interface Known {
  readonly id: string
  readonly otherSku: string
}

/** A request that makes an operation answer with a status. */
export interface Trial {
  readonly operationId: string
  readonly status: number
  readonly request: (known: Known) => {
    readonly method: string
    readonly path: string
    readonly body?: string
    readonly headers?: Readonly<Record<string, string>>
  }
  /** How the storage fails, where it has to. */
  readonly storage?: 'unavailable' | 'broken'
}

const json = { 'Content-Type': 'application/json' }
const valid = () => JSON.stringify(newProduct())
const tooLong = JSON.stringify({ ...newProduct(), description: 'x'.repeat(2 * 1024 * 1024) })
const noFormat = { Accept: 'text/csv' }

interface Shape {
  readonly operationId: string
  readonly method: string
  readonly path: (known: Known) => string
  readonly success: number
  readonly hasBody?: boolean
  readonly ofOne?: boolean
}

/** The trials that follow from what an operation is like. */
function trialsOf({ operationId, method, path, success, hasBody = false, ofOne = false }: Shape): Trial[] {
  const request =
    (change: { path?: string; body?: string; headers?: Record<string, string> } = {}) =>
    (known: Known) => ({
      method,
      path: path(known),
      ...(hasBody ? { body: valid(), headers: json } : {}),
      ...change,
    })
  const of = (status: number, change: Parameters<typeof request>[0] = {}): Trial => ({
    operationId,
    status,
    request: request(change),
  })
  const unknown = '/v1/products/0f6b7c1e-8a4e-4d5c-9b1a-3f2e1d0c9b8a'
  return [
    of(success),
    { operationId, status: 400, request: (known) => ({ ...request()(known), path: `${path(known)}?limit=%zz` }) },
    of(406, { headers: { ...json, ...noFormat } }),
    ...(hasBody
      ? [
          of(400, { body: '{"sku":', headers: json }),
          of(400, { body: '{"sku":1}', headers: json }),
          of(400, { body: JSON.stringify({ ...newProduct(), id: 1, version: 9 }), headers: json }),
          of(413, { body: tooLong, headers: json }),
          of(415, { headers: { 'Content-Type': 'text/csv' } }),
          {
            operationId,
            status: 409,
            request: (known: Known) => ({
              ...request()(known),
              body: JSON.stringify(newProduct({ sku: known.otherSku })),
            }),
          },
        ]
      : []),
    ...(ofOne
      ? [of(404, { path: unknown }), of(404, { path: '/v1/products/none' }), of(400, { path: '/v1/products/%ff' })]
      : []),
    ...(operationId === 'welcome'
      ? []
      : [
          { ...of(503), storage: 'unavailable' as const },
          { ...of(500), storage: 'broken' as const },
        ]),
  ]
}

const list = '/v1/products'

/** Every status of every operation. */
export const trials: readonly Trial[] = [
  ...trialsOf({ operationId: 'welcome', method: 'GET', path: () => '/', success: 200 }),
  ...trialsOf({ operationId: 'listProducts', method: 'GET', path: () => list, success: 200 }),
  ...trialsOf({ operationId: 'createProduct', method: 'POST', path: () => list, success: 201, hasBody: true }),
  ...trialsOf({
    operationId: 'readProduct',
    method: 'GET',
    path: ({ id }) => `${list}/${id}`,
    success: 200,
    ofOne: true,
  }),
  ...trialsOf({
    operationId: 'replaceProduct',
    method: 'PUT',
    path: ({ id }) => `${list}/${id}`,
    success: 200,
    hasBody: true,
    ofOne: true,
  }),
  ...trialsOf({
    operationId: 'deleteProduct',
    method: 'DELETE',
    path: ({ id }) => `${list}/${id}`,
    success: 204,
    ofOne: true,
  }),
]
