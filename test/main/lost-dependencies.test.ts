import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { brokerUrl, describeWithBroker, TestBroker, until } from '../support/broker.js'
import { type DatabasePlace, placeOnPostgresql } from '../support/database.js'
import { hasRedis, TestRedis } from '../support/redis.js'
import { ServiceProcesses } from '../support/service-process.js'
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.js'

interface Health {
  readonly status: string
  readonly degraded: readonly string[]
  readonly parts: readonly { readonly name: string; readonly ready: boolean; readonly required: boolean }[]
}

describeWithBroker(`/readyz of a service with a broker, an issuer and ${hasRedis ? '' : 'without '}Redis`, () => {
  const services = new ServiceProcesses()
  const ofRedis = hasRedis ? ['cache', 'limits'] : []
  let place: DatabasePlace
  let broker: TestBroker
  let way: TcpProxy
  let redis: TestRedis | undefined
  let issuer: Server
  let issuerPort = 0
  let url = ''
  let token = ''

  beforeAll(async () => {
    place = await placeOnPostgresql()
    broker = await TestBroker.open()
    const target = new URL(brokerUrl)
    way = await tcpProxy({ host: target.hostname, port: Number(target.port || 5672) })
    await way.open()
    redis = hasRedis ? await TestRedis.open() : undefined
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'one', use: 'sig' }] })
    issuer = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(keys)
    }).listen(0, '127.0.0.1')
    await once(issuer, 'listening')
    issuerPort = (issuer.address() as AddressInfo).port
    target.host = `127.0.0.1:${way.port}`
    const service = services.start({
      env: {
        DATABASE_URL: String(place.url),
        AMQP_URL: target.href,
        AMQP_PREFIX: broker.prefix,
        JWT_ISSUER: 'https://id.example',
        JWT_AUDIENCE: 'https://shop.example',
        JWKS_URL: `http://127.0.0.1:${issuerPort}/keys`,
        RATE_LIMITS: 'on',
        ...(redis && { REDIS_URL: redis.url }),
      },
    })
    url = await service.url()
    token = await new SignJWT({ scope: 'orders:read', sub: 'someone' })
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt' })
      .setIssuer('https://id.example')
      .setAudience('https://shop.example')
      .setExpirationTime('1h')
      .sign(privateKey)
  })
  afterAll(async () => {
    await services.clean()
    issuer.close()
    await redis?.kill()
    await way.cut()
    await broker.close([1_000, 5_000, 30_000, 120_000, 600_000])
    await place.drop()
  })

  async function health(): Promise<Health & { readonly text: string }> {
    const answer = await fetch(`${url}/readyz`)
    const text = await answer.text()
    expect([answer.status, text]).toEqual([200, expect.stringContaining('"ready"')])
    return { ...(JSON.parse(text) as Health), text }
  }

  /** Resolves when exactly these parts are degraded. */
  const untilDegraded = (...names: readonly string[]) =>
    until(async () => String((await health()).degraded.toSorted()) === String(names.toSorted()))

  const orders = async () => (await fetch(`${url}/v1/orders`, { headers: { Authorization: `Bearer ${token}` } })).status

  test('has every dependency as a part that is not required', async () => {
    await untilDegraded()
    const { parts } = await health()
    const optional = parts.filter(({ required }) => !required).map(({ name }) => name)
    expect(optional.toSorted()).toEqual(['broker', 'issuer', 'writes', ...ofRedis].toSorted())
  })

  test('stays 200 while dependencies are lost, and names each of them until it is back', async () => {
    expect(await orders()).toBe(200)
    await way.cut()
    await untilDegraded('broker')
    await redis?.kill()
    await untilDegraded('broker', ...ofRedis)
    const { text } = await health()
    for (const secret of ['127.0.0.1', 'guest', 'redis:', String(way.port)]) expect(text).not.toContain(secret)
    await redis?.start()
    await untilDegraded('broker')
    await way.open()
    await untilDegraded()
  })

  test('names an issuer whose keys cannot be fetched, from the first token on', async () => {
    const closed = once(issuer, 'close')
    issuer.close()
    issuer.closeAllConnections()
    await closed
    const other = await placeOnPostgresql() // the events of the first go to a broker
    const instance = services.start({
      env: {
        DATABASE_URL: String(other.url),
        JWT_ISSUER: 'https://id.example',
        JWT_AUDIENCE: 'https://shop.example',
        JWKS_URL: `http://127.0.0.1:${issuerPort}/keys`,
      },
    })
    url = await instance.url()
    expect((await health()).degraded).toEqual([])
    expect(await orders()).toBe(503)
    const { degraded, text } = await health()
    expect([degraded, text]).toEqual([['issuer'], expect.not.stringContaining(String(issuerPort))])
    await services.end()
    await other.drop()
  })
})
