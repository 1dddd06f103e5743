import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { expectRecords } from '../support/expect-records.js'
import { type ServiceProcess, ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

const services = new ServiceProcesses()
let place: DatabasePlace
let env: Record<string, string>
let token = ''

beforeAll(async () => {
  place = await testPlace()
  const folder = place.url === undefined ? place.folder : await services.folder()
  env = { DATA_FOLDER: folder, ...(place.url !== undefined && { DATABASE_URL: place.url }) }
  token = await trialTokenOf(folder)
  // Prepares the database, once.
  await services.start({ env }).url()
  await services.end()
})
afterEach(() => services.end())
afterAll(async () => {
  await services.clean()
  await place.drop()
})

const product = () => JSON.stringify(newProduct({ description: '', name: 'Lantern' }))

/** A request that the service has begun to read and that waits for its body. */
async function requestInFlight(service: ServiceProcess, body = product()): Promise<Socket> {
  const { port } = new URL(await service.url())
  const socket = connect(Number(port), '127.0.0.1')
  const head = ['POST /v1/products HTTP/1.1', 'Host: shop', 'Content-Type: application/json', 'Expect: 100-continue']
  socket.write(`${[...head, `Authorization: Bearer ${token}`, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`)
  const [begun] = await once(socket, 'data')
  expect(String(begun)).toContain('100 Continue')
  return socket
}

async function rest(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s lets the request in flight finish, and ends with 0', async (signal) => {
  const service = services.start({ env })
  const body = product()
  const socket = await requestInFlight(service, body)
  service.kill(signal)
  await service.record('stopping')
  socket.write(body)
  const answer = await rest(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
  expect(answer).toMatch(/^connection: close\r$/im)
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.records.at(-1)).toMatchObject({ message: 'stopped' })
  expect(service.records.filter(({ message }) => message === 'request')).toEqual([
    expect.objectContaining({ 'http.response.status_code': 201 }),
  ])
})

test('a request that does not finish within the grace is cut, and the service ends with 1', async () => {
  const service = services.start({ env: { ...env, SHUTDOWN_GRACE: '0' } })
  const socket = await requestInFlight(service)
  service.kill('SIGTERM')
  await rest(socket).catch(() => undefined)
  expect(await service.exit()).toBe(1)
  expectRecords(service.records, ['service-starting', 'trial-keys', 'requests-cut'])
})

test('a second signal ends the process at once, with another code than 0', async () => {
  const service = services.start({ env })
  await requestInFlight(service)
  service.kill('SIGTERM')
  await service.record('stopping')
  service.kill('SIGINT')
  expect(await service.exit()).toBe(130)
})

test('an idle connection does not delay the stop', async () => {
  const service = services.start({ env })
  const { port } = new URL(await service.url())
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: shop\r\n\r\n')
  await once(socket, 'data')
  service.kill('SIGTERM')
  expect(await service.exit()).toBe(0)
  socket.destroy()
})

test.each([
  ['an error that nothing catches', 'throw new Error("injected")', 'uncaughtException'],
  ['a rejection that nothing handles', 'Promise.reject(new Error("injected"))', 'unhandledRejection'],
])(
  '%s is logged once, and ends the process with 1',
  async (_, fault, origin) => {
    const preload = `data:text/javascript,process.on('SIGUSR2', () => { ${encodeURIComponent(fault)} })`
    const service = services.start({ env, node: ['--import', preload] })
    await service.url()
    service.kill('SIGUSR2')
    expect(await service.exit()).toBe(1)
    const errors = service.records.filter((record) => record['log.level'] === 'error')
    expect(errors).toEqual([
      expect.objectContaining({ 'event.action': 'crashed', 'shop.origin': origin, 'error.message': 'injected' }),
    ])
    expectRecords(service.records, ['crashed'])
  },
  30_000,
)
