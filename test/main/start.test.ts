import { readdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { serve } from '../support/serve.js'
import { ServiceProcesses } from '../support/service-process.js'

const services = new ServiceProcesses()
let folder = ''

beforeAll(async () => {
  folder = await services.folder()
})
afterEach(() => services.end())
afterAll(() => services.clean())

test('the first start makes the database, and the banner says where it is and what to try', async () => {
  const service = services.start({ env: { DATA_FOLDER: folder, LOG_FORMAT: 'readable' } })
  const [, url = ''] = await service.output(/The shop is ready at (\S+)[\s\S]*Ctrl-C/)
  expect(service.stdout).toContain(folder)
  expect(service.stdout).toMatch(/20\d products|2\d\d products/)
  for (const line of [
    `curl '${url}/v1/products?limit=2'`,
    `curl -H 'Accept: application/xml' '${url}/v1/products?limit=2'`,
    `curl -i -H 'Accept: application/xml' ${url}/v1/products/none`,
  ]) {
    expect(service.stdout).toContain(line)
  }
  const answer = await fetch(`${url}/v1/products?limit=2`)
  expect([answer.status, ((await answer.json()) as unknown[]).length]).toEqual([200, 2])
  service.kill('SIGINT')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
})

test('the settings are logged, without the address of the database, which may hold a password', async () => {
  const service = services.start({ env: { DATABASE_URL: 'postgres://shop:a CANARY@127.0.0.1:1/shop?password=CANARY' } })
  const { settings } = await service.record('starting')
  expect(settings).toMatchObject({ databaseUrl: '[redacted]', port: 0 })
  await service.output(/database-unreachable/)
  service.kill('SIGTERM')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.stdout).not.toContain('CANARY')
})

test('a database that is not there is waited for, with a record each try', async () => {
  const service = services.start({ env: { DATABASE_URL: 'postgres://shop@127.0.0.1:1/shop' } })
  await service.output(/database-unreachable[\s\S]*database-unreachable/)
  service.kill('SIGTERM')
  expect(await service.exit()).toBe(0)
  const tries = service.records.filter(({ name }) => name === 'database-unreachable')
  expect(tries[0]).toMatchObject({ level: 'warn', address: '127.0.0.1:1', attempt: 1 })
  expect(tries[1]).toMatchObject({ level: 'warn', address: '127.0.0.1:1', attempt: 2 })
})

test('Ctrl-C while the database is made is answered at once, and leaves no lock', async () => {
  const unused = await services.folder()
  const service = services.start({ env: { DATA_FOLDER: unused } })
  await service.output(/database-created/)
  service.kill('SIGINT')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.records.at(-1)).toMatchObject({ msg: 'stopped before the database was there' })
  expect(service.records[0]?.settings).not.toHaveProperty('databaseUrl') // it is not set
  expect(await readdir(unused)).not.toContainEqual(expect.stringMatching(/lock$/))
})

test('--help prints the usage', async () => {
  const service = services.start({ flags: ['--help'] })
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.stdout).toContain('DATABASE_URL')
})

describe('a start that cannot be says why, without a stack, and ends with 1', () => {
  test('wrong settings, all at once', async () => {
    const service = services.start({ env: { PORT: '80a', LOG_LEVEL: 'loud' }, flags: ['--rest'] })
    expect([await service.exit(), service.stdout]).toEqual([1, ''])
    expect(service.stderr).toContain('3 settings are wrong')
    expect(service.stderr).not.toMatch(/^\s+at /m)
  })

  test('a port that is taken', async () => {
    const other = await serve((_, response) => response.end())
    const unused = await services.folder()
    const service = services.start({ env: { DATA_FOLDER: unused, PORT: String(other.port) } })
    expect(await service.exit()).toBe(1)
    expect(await readdir(unused)).toEqual([]) // the port is taken before the database is made
    await other.close()
    expect(service.stderr).toBe(
      `The service cannot listen on 127.0.0.1 port ${other.port}: another program uses it.\n` +
        `Choose another port: PORT=${other.port + 1} npm start\n`,
    )
  })

  test('an address of another machine', async () => {
    const service = services.start({ env: { DATA_FOLDER: folder, HOST: '192.0.2.1' } })
    expect(await service.exit()).toBe(1)
    expect(service.stderr).toContain('192.0.2.1 is no address of this machine')
    expect(service.stderr).not.toMatch(/^\s+at /m)
  })

  test('a folder that another process uses', async () => {
    const first = services.start({ env: { DATA_FOLDER: folder } })
    await first.url()
    const second = services.start({ env: { DATA_FOLDER: folder } })
    expect(await second.exit()).toBe(1)
    expect(second.stderr).toContain(folder)
    expect(second.stderr).not.toMatch(/^\s+at /m)
  })
})
