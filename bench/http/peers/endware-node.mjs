import { createServer } from 'node:http'
import { endware } from '../../endware.mjs'
import { listening } from '../listening.mjs'
import { endpoints } from './endware-endpoints.mjs'

/** The end-ware without any framework; of routing there is only a map of paths, as in the server by hand. */
export function listen({ contract = false } = {}) {
  const api = endware()
  const handlers = new Map(
    endpoints(contract).map(({ path, contract: agreed, endpoint }) => [path, api.endpoint(agreed, endpoint)]),
  )
  const product = handlers.get('/products/:id')
  return listening(
    createServer((request, response) => (handlers.get(request.url ?? '/') ?? product)?.(request, response)),
  )
}
