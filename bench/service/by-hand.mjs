import { createServer } from 'node:http'
import express from 'express'
import { NewProductContent, ProductQuery } from '../../dist/api/product-contract.js'
import { listening } from '../http/listening.mjs'
import { envelope } from '../http/shop.mjs'
import { openCatalogue } from './catalogue.mjs'

const collection = '/v1/products'

/** The same routes on the same use cases, as they are written without the end-ware: JSON alone. */
export async function listen(/** @type {{ database: string }} */ { database }) {
  const catalogue = await openCatalogue(database)
  const app = express().disable('etag') // the tag of a product is that of its version
  app.get(collection, async (request, response) => {
    const { limit, ...rest } = request.query
    const query = ProductQuery.safeParse(limit === undefined ? rest : { ...rest, limit: Number(limit) })
    if (!query.success) return void refuse(response, request.originalUrl, query.error.message)
    const { items, next } = await catalogue.list(query.data)
    if (next !== undefined) {
      const target = new URLSearchParams(request.originalUrl.split('?')[1])
      target.set('after', next)
      response.set('Link', `<${collection}?${target}>; rel="next"`)
    }
    response.json(items)
  })
  app.post(collection, express.json(), async (request, response) => {
    const body = NewProductContent.safeParse(request.body)
    if (!body.success) return void refuse(response, request.originalUrl, body.error.message)
    const product = await catalogue.add(body.data)
    response.status(201).location(`${collection}/${product.id}`).set('ETag', tagOf(product)).json(product)
  })
  app.get(`${collection}/:id`, async (request, response) => {
    const product = await catalogue.read(request.params.id)
    response.set({ ETag: tagOf(product), Link: `<${collection}>; rel="collection"` }).json(product)
  })
  return listening(createServer(app))
}

/** @param {{ version: number }} product */
function tagOf({ version }) {
  return `"${version};json"`
}

/** @param {express.Response} response @param {string} path @param {string} message */
function refuse(response, path, message) {
  response.status(400).json(envelope(400, 'Bad Request', message, path))
}
