import { once } from 'node:events'

/** Starts a server on a free port and returns its URL. */
export async function listening(/** @type {import('node:http').Server} */ server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = /** @type {import('node:net').AddressInfo} */ (server.address())
  return `http://127.0.0.1:${address.port}`
}
