import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type TcpProxy, tcpProxy } from './tcp-proxy.js'

/** A way to a PostgreSQL server that can be opened and cut, at a port that stays the same. */
export interface DatabaseProxy extends TcpProxy {
  /** The given URL, by this way. */
  readonly url: string
  /**
   * Cuts the connection that sends the next COMMIT: `before` the server gets it, or `after` the server has committed and before
   * the client learns of it.
   */
  loseCommit(when: 'before' | 'after'): void
  /** Lets everything that the client sends arrive late by this time, in milliseconds. */
  delay(milliseconds: number): void
  /** Resets the connection at this share of the times at which the client sends something. */
  reset(share: number): void
}

/** A closed way to the database at the URL. */
export async function databaseProxy(url: string): Promise<DatabaseProxy> {
  const { host, port: targetPort, database = '', user = '', password } = new pg.Client(url)
  const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${targetPort}` } : { host, port: targetPort }
  let loss: 'before' | 'after' | undefined
  let [delayMs, resetShare] = [0, 0]
  /** The late bytes of each connection, which stay in order when the delay ends. */
  const late = new WeakMap<object, Promise<unknown>>()
  const proxy = await tcpProxy(target, (bytes, { client, upstream }) => {
    if (Math.random() < resetShare) return void client.resetAndDestroy()
    const earlier = late.get(client)
    if (delayMs > 0 || earlier !== undefined) {
      const writing = Promise.all([pause(delayMs), earlier]).then(() => upstream.write(bytes))
      late.set(client, writing)
      return void writing.then(() => late.get(client) === writing && late.delete(client))
    }
    if (loss === undefined || !bytes.includes('COMMIT')) return void upstream.write(bytes)
    if (loss === 'after') {
      upstream.unpipe(client)
      upstream.once('data', () => client.destroy()).resume()
      upstream.write(bytes)
    } else client.destroy()
    loss = undefined
  })

  const proxied = new URL(`postgresql://127.0.0.1:${proxy.port}`)
  proxied.pathname = database
  proxied.username = user
  proxied.password = password ?? ''
  return {
    ...proxy,
    url: proxied.href,
    loseCommit(when) {
      loss = when
    },
    delay(milliseconds) {
      delayMs = milliseconds
    },
    reset(share) {
      resetShare = share
    },
  }
}
