import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { shopDocument } from '../../api/openapi-document.js'
import { cancelledOrder, placedOrder } from '../../api/orders/example-orders.js'
import { seededProduct } from '../../api/products/example-products.js'
import { exampleOrderId } from '../../messages/example-messages.js'
import {
  type DocumentedContent,
  type DocumentedOperation,
  documentedOperations,
} from '../../restapi/src/testing/documented-operation.js'
import { servedShop } from '../support/served-shop.js'
import { asAssistant } from '../support/tokens.js'

type Order = Record<string, unknown> & { readonly id: string }

/** The operations, those that change or remove the product of the examples last. */
const operations = documentedOperations(shopDocument()).toSorted((left, right) => rank(left) - rank(right))

function rank({ operationId, method, parameters }: DocumentedOperation): number {
  if (method === 'delete') return 2
  if (operationId === 'importProducts') return 1 // it has the product that another example adds
  return parameters.some(({ name, required }) => name === 'If-Match' && required) ? 1 : 0
}

/** Every operation with each content that has an example; one without content if the operation takes none. */
const requests = (format: number) =>
  operations.flatMap((operation) => {
    const contents = operation.body.filter(({ example }) => example !== undefined)
    const content = contents[format]
    const isTried = content !== undefined || (contents.length === 0 && format === 0)
    return isTried ? [[operation.operationId, content?.mediaType ?? 'no content', operation, content] as const] : []
  })

describe.each([
  ['first', 0],
  ['second', 1],
])('on a fresh shop, the example of a request in its %s format succeeds', (_, format) => {
  const url = servedShop()

  const send = (path: string, init: RequestInit) =>
    fetch(url() + path, { ...init, headers: { ...asAssistant, ...init.headers } })

  async function placed(): Promise<Order> {
    const answer = await send('/v1/orders', {
      method: 'POST',
      headers: { 'Idempotency-Key': `"${randomUUID()}"`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ lines: placedOrder.lines.map(({ productId, quantity }) => ({ productId, quantity })) }),
    })
    expect(answer.status).toBe(201)
    return (await answer.json()) as Order
  }

  /** Sends the request of the examples, about an order that there is. */
  async function tried(operation: DocumentedOperation, content: DocumentedContent | undefined): Promise<Response> {
    const isAboutOrder = /^\/v1\/(?:orders\/|events)/.test(operation.path)
    const orderId = isAboutOrder ? (await placed()).id : exampleOrderId
    const textOf = ({ name, example }: { readonly name: string; readonly example: unknown }) =>
      String(example ?? (name === 'If-Match' ? '*' : orderId))
    const given = operation.parameters.filter(({ example, required }) => example !== undefined || required)
    const of = (place: string) => given.filter((parameter) => parameter.in === place)
    const path = of('path').reduce((target, each) => target.replace(`{${each.name}}`, textOf(each)), operation.path)
    const query = new URLSearchParams(of('query').map((each): [string, string] => [each.name, textOf(each)]))
    const headers = Object.fromEntries(of('header').map((each) => [each.name, textOf(each)]))
    if (content !== undefined) headers['Content-Type'] = content.mediaType
    const body = typeof content?.example === 'string' ? content.example : JSON.stringify(content?.example)
    const init = { method: operation.method.toUpperCase(), headers }
    return send(
      query.size === 0 ? path : `${path}?${query}`,
      body === undefined ? init : { ...init, body: body.replaceAll(exampleOrderId, orderId) },
    )
  }

  test.each(requests(format))('%s with %s', async (_id, _mediaType, operation, content) => {
    const answer = await tried(operation, content)
    const isStream = answer.headers.get('Content-Type')?.startsWith('text/event-stream') === true
    const text = isStream ? await answer.body?.cancel() : await answer.text()
    expect([answer.status < 300, text]).toEqual([true, text])
    // The first request of a reader must not end in an empty list.
    if (operation.path === '/v1/products') expect(text).not.toBe('[]')
  })
})

describe('the examples', () => {
  const url = servedShop()

  /** The value without what differs between two services: ids, customers and times. */
  const settled = (value: Record<string, unknown>) => {
    const { id: _, customerId: _customer, placedAt, updatedAt, createdAt, payBy, ...rest } = value
    return { ...rest, times: [placedAt, updatedAt, createdAt, payBy].map((time) => typeof time) }
  }

  test('show the product as the first catalogue has it', async () => {
    const answer = await fetch(`${url()}/v1/products/${seededProduct.id}`)
    expect(settled((await answer.json()) as Order)).toEqual(settled(seededProduct))
  })

  test('show the order as the service places and cancels it', async () => {
    const headers = { ...asAssistant, 'Idempotency-Key': '"tried-1"', 'Content-Type': 'application/json' }
    const lines = placedOrder.lines.map(({ productId, quantity }) => ({ productId, quantity }))
    const init = { method: 'POST', headers }
    const answer = await fetch(`${url()}/v1/orders`, { ...init, body: JSON.stringify({ lines }) })
    const order = (await answer.json()) as Order
    expect(settled(order)).toEqual(settled(placedOrder))
    const cancelled = await fetch(`${url()}/v1/orders/${order.id}/cancellation`, init)
    expect(settled((await cancelled.json()) as Order)).toEqual(settled(cancelledOrder))
  })

  test('name only products that the first catalogue has, and one that no catalogue can have', () => {
    const seed = readFileSync(new URL('../../repository/seed-products.json', import.meta.url), 'utf8')
    const named = [...JSON.stringify(shopDocument()).matchAll(/productId(?:s)?\W{1,6}([\da-f-]{36})/g)]
    expect(named.length).toBeGreaterThan(5)
    const unknown = named.map(([, id = '']) => id).filter((id) => !seed.includes(id))
    expect(new Set(unknown)).toEqual(new Set(['00000000-0000-4000-8000-000000000000']))
  })
})
