import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from '@jest/globals'
import { brokerUrl, describeWithBroker, TestBroker } from '../support/broker.js'
import { placeOnPostgresql } from '../support/database.js'
import { ServiceProcesses } from '../support/service-process.js'
import { tcpProxy } from '../support/tcp-proxy.js'

const services = new ServiceProcesses()
afterEach(() => services.clean())

describeWithBroker('a service whose broker does not answer', () => {
  test('stops in order when the broker has fallen silent', async () => {
    const [place, broker] = [await placeOnPostgresql(), await TestBroker.open()]
    const way = new URL(brokerUrl)
    const proxy = await tcpProxy({ host: way.hostname, port: Number(way.port || 5672) })
    await proxy.open()
    way.host = `127.0.0.1:${proxy.port}`
    const env = { DATABASE_URL: place.url ?? '', AMQP_URL: way.href, AMQP_PREFIX: broker.prefix }
    const service = services.start({ env: { ...env, DATA_FOLDER: await services.folder() } })
    await service.url()
    await service.output(/connected to the broker[\s\S]*connected to the broker/)
    proxy.silence()
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)
    await proxy.cut()
    await broker.close([1_000, 5_000, 30_000, 120_000, 600_000])
    await place.drop()
  })

  test('stops in order while it connects', async () => {
    const place = await placeOnPostgresql()
    const sockets: Socket[] = []
    const silent = createServer((socket) => void sockets.push(socket.on('error', () => undefined))).listen(0)
    await once(silent, 'listening')
    const AMQP_URL = `amqp://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const env = { DATABASE_URL: place.url ?? '', AMQP_URL, SHUTDOWN_GRACE: '0', DATA_FOLDER: await services.folder() }
    const service = services.start({ env })
    await Promise.all([service.url(), once(silent, 'connection')])
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)
    for (const socket of sockets) socket.destroy()
    silent.close()
    await place.drop()
  })
})
