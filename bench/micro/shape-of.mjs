import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { endware, json } from '../endware.mjs'

/**
 * Returns the shapes that the library gives to codecs for a schema. A codec that records them is the only public way to get them.
 *
 * @param {import('zod').ZodType} schema
 * @returns {Promise<{ encode: any, decode: any }>}
 */
export async function shapeOf(schema) {
  /** @type {any} */
  const shapes = {}
  const plain = /** @type {Required<import('../../restapi/dist/esm/index.js').Codec>} */ (json())
  const listener = {
    ...plain,
    encode: (/** @type {any} */ value, /** @type {any} */ context) => {
      if (context.kind === 'value') shapes.encode = context.shape
      return plain.encode(value, context)
    },
    decode: (/** @type {any} */ _content, /** @type {any} */ context) => {
      shapes.decode = context.shape
      throw new Error('seen enough')
    },
  }
  const api = endware({ codecs: [listener], onFailure: () => {} })
  await ask(api.endpoint({ responses: { 200: schema } }, () => /** @type {any} */ ({})))
  await ask(api.endpoint({ body: schema }, () => 204))
  if (shapes.encode === undefined || shapes.decode === undefined) throw new Error('the schema has no shape')
  return shapes
}

/** @param {import('node:http').RequestListener} handler */
async function ask(handler) {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const headers = { 'content-type': 'application/json', 'content-length': 2 }
  const sent = request({ port, host: '127.0.0.1', method: 'POST', headers, agent: false })
  sent.end('{}')
  const [response] = await once(sent, 'response')
  response.resume()
  await once(response, 'close')
  server.close()
}
