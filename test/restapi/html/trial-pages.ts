import {
  created,
  csv,
  type Endware,
  endware,
  html,
  json,
  notFound,
  ok,
  problem,
  serviceUnavailable,
  xml,
} from '@endware/restapi'
import express, { Router } from 'express'
import { z } from 'zod'
import { type ParsedPage, parsePage } from '../../support/parsed-page.js'
import { type Serving, serve } from '../../support/serve.js'

/** End-ware with pages. */
export const api: Endware = endware({
  codecs: [json(), xml(), csv(), html({ service: 'Trial & Error' })],
  formatParameter: 'format',
  onFailure: () => undefined,
})
const routes = api.routes(Router())
export const product = { id: 7, name: 'Pan', price: { amount: 3290, currency: 'EUR' }, addedAt: new Date(0) }

routes.get('/products', { summary: 'List products', description: 'All of them.' }, () =>
  ok([product, { ...product, id: 8 }])
    .withLink('/products?after=8', { rel: 'next' })
    .withLink('/products', { rel: 'first', title: 'To the start' })
    .withLink('/licence', { rel: 'license' }),
)
routes.get('/product', { deprecated: true }, () =>
  ok({ ...product, self: '/products/7', parts: [{ n: 1, parts: [{ n: 2, deep: { a: 1, b: 2, c: 3, d: 4 } }] }] })
    .withVersion('3')
    .withLink('/products', { rel: 'collection' })
    .withLastModified(new Date(0))
    .withHeader('Cache-Control', 'no-cache')
    .withHeader('Set-Cookie', 'session=secret'),
)
routes.get('/hashed', { etag: 'content' }, () => product)
routes.post('/products', () => created(product, '/products/7'))
routes.get('/missing', () => notFound('no such product').withHelp('https://help.example/products'))
routes.get('/busy', () => serviceUnavailable('come back later').withHeader('Retry-After', '2'))
routes.get('/invalid', { query: z.strictObject({ limit: z.int() }) }, () => undefined)
routes.get('/problem', () =>
  problem({ status: 409, type: '/problems/out-of-stock', title: 'Out of stock', detail: 'two are left', left: 2 }),
)
routes.get('/broken', () => {
  throw new Error('secret')
})
routes.get('/unwritable', () => {
  const itself: Record<string, unknown> = {}
  itself.itself = itself
  return itself
})
routes.get('/table', { codecs: [csv()] }, () => [product])
routes.get('/nothing', () => undefined)

/** Answer, parsed as a page. */
export interface Got {
  readonly status: number
  readonly headers: Headers
  readonly content: string
  readonly page: ParsedPage
}

type Asking = Omit<RequestInit, 'headers'> & { readonly accept?: string; readonly headers?: Record<string, string> }

/** Serves pages of all kinds. */
export async function servePages(): Promise<Serving & { get(path: string, asking?: Asking): Promise<Got> }> {
  const named: express.RequestHandler = (_request, response, next) => {
    response.setHeader('X-Request-Id', 'r-1')
    next()
  }
  const serving = await serve(express().use(named).use(routes).use(api.fallback()))
  return {
    ...serving,
    async get(path, { accept = 'text/html', headers = {}, ...init } = {}) {
      const response = await fetch(serving.url + path, { ...init, headers: { accept, ...headers } })
      const content = await response.text()
      return { status: response.status, headers: response.headers, content, page: parsePage(content) }
    },
  }
}
