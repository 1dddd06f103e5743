import { once } from 'node:events'

/** The port of a server that now listens, on this machine alone. */
export async function listening(/** @type {import('node:http').Server} */ server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return portOf(server)
}

export function portOf(/** @type {import('node:net').Server} */ server) {
  return /** @type {import('node:net').AddressInfo} */ (server.address()).port
}
