// Values and errors in, JSON and XML out. Try: curl -H 'Accept: application/xml' localhost:3000/products/1
import { created, endware, notFound } from '@endware/restapi'
import express, { Router } from 'express'
import { z } from 'zod'

const NewProduct = z.strictObject({ name: z.string().min(1), price: z.int().positive() })
const products = new Map([['1', { id: '1', name: 'Lamp', price: 1999 }]])

const api = endware()
const routes = api.routes(Router())
routes.get('/products', () => [...products.values()])
routes.get('/products/:id', ({ params }) => products.get(params.id) ?? notFound('no such product'))
routes.post('/products', { body: NewProduct }, ({ body }) => {
  const product = { id: String(products.size + 1), ...body }
  products.set(product.id, product)
  return created(product, `/products/${product.id}`)
})
routes.delete('/products/:id', ({ params }) => {
  if (!products.delete(params.id)) throw notFound('no such product')
})

export const app = express().use(routes).use(api.fallback())
