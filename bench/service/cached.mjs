import { once } from 'node:events'
import { connect } from 'node:net'
import { listen as listenWhole } from './whole.mjs'

/** The whole service with its cache in the memory of the process and on the Redis of `BENCH_REDIS_URL`. */
export async function listen(/** @type {{ database: string, jwks: object }} */ options) {
  const url = process.env.BENCH_REDIS_URL ?? 'redis://127.0.0.1:6379'
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port || 6379), hostname)
  await once(socket, 'connect') // without Redis, the figures would be those of the database
  socket.destroy()
  Object.assign(process.env, { CACHE_URL: url, REDIS_PREFIX: 'bench' })
  return listenWhole(options)
}
