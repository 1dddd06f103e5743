import { spawnSync } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { expectRecords } from '../support/expect-records.js'
import { serve } from '../support/serve.js'
import { ServiceProcesses } from '../support/service-process.js'

const services = new ServiceProcesses()
let folder = ''

beforeAll(async () => {
  folder = await services.folder()
})
afterEach(() => services.end())
afterAll(() => services.clean())

test('the first start creates the database, and the banner has its place and commands to try', async () => {
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
  // Tokens in a file or pipe could be read by others.
  expect(service.stdout).not.toMatch(/export [A-Z]|eyJ/)
  const answer = await fetch(`${url}/v1/products?limit=2`)
  expect([answer.status, ((await answer.json()) as unknown[]).length]).toEqual([200, 2])
  service.kill('SIGINT')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
})

const testAtTerminal = spawnSync('script', ['--version']).status === 0 ? test : test.skip

testAtTerminal('at a terminal, the banner has tokens to paste, and a warning', async () => {
  const service = services.start({ env: { DATA_FOLDER: folder, LOG_FORMAT: 'readable' }, terminal: true })
  const [, url = ''] = await service.output(/The shop is ready at (\S+)[\s\S]*Ctrl-C/)
  const [, customer] = /^export CUSTOMER='([\w.-]+)'\r$/m.exec(service.stdout) ?? []
  const [, assistant] = /^export ASSISTANT='([\w.-]+)'\r$/m.exec(service.stdout) ?? []
  const deletion = (token?: string) => {
    const headers = { 'If-Match': '*', ...(token !== undefined && { Authorization: `Bearer ${token}` }) }
    return fetch(`${url}/v1/products/none`, { method: 'DELETE', headers }).then(({ status }) => status)
  }
  expect([await deletion(), await deletion(customer), await deletion(assistant)]).toEqual([401, 403, 404])
  expect(service.stdout).toContain(`WARNING: the keys in ${join(folder, 'keys.json')} signed these tokens`)
  service.kill('SIGTERM')
  await service.exit()
})

test('the settings are logged without the URL of the database, which may contain a password', async () => {
  const url = 'postgres://shop:a CANARY@127.0.0.1:1/shop?password=CANARY'
  const service = services.start({ env: { DATABASE_URL: url, RATE_LIMITS: 'on' } })
  const starting = await service.record('starting')
  expect(starting).toMatchObject({ 'shop.settings.database_url': '[redacted]', 'shop.settings.port': '0' })
  expect(starting).toMatchObject({ 'shop.settings.limits.refused_callers.limit': '100' }) // no secret
  expectRecords(service.records, ['service-starting'])
  await service.output(/database-unreachable/)
  service.kill('SIGTERM')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.stdout).not.toContain('CANARY')
})

test('the start waits for a database that does not answer, with a record for each try', async () => {
  const service = services.start({ env: { DATABASE_URL: 'postgres://shop@127.0.0.1:1/shop' } })
  await service.output(/database-unreachable[\s\S]*database-unreachable/)
  service.kill('SIGTERM')
  expect(await service.exit()).toBe(0)
  const tries = service.records.filter((record) => record['event.action'] === 'database-unreachable')
  expect(tries[0]).toMatchObject({ 'log.level': 'warn', 'shop.address': '127.0.0.1:1', 'shop.attempt': 1 })
  expect(tries[1]).toMatchObject({ 'log.level': 'warn', 'shop.address': '127.0.0.1:1', 'shop.attempt': 2 })
  expectRecords(tries.slice(0, 2), ['database-unreachable', 'database-unreachable'])
})

test('Ctrl-C during the creation of the database ends the process at once, and leaves no lock', async () => {
  const unused = await services.folder()
  const service = services.start({ env: { DATA_FOLDER: unused } })
  await service.output(/database-created/)
  service.kill('SIGINT')
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.records.at(-1)).toMatchObject({ message: 'stopped before the database was there' })
  expectRecords(service.records, ['database-created'])
  expect(service.records[0]).not.toHaveProperty(['shop.settings.database_url']) // it is not set
  expect(await readdir(unused)).not.toContainEqual(expect.stringMatching(/lock$/))
})

test('--help prints the usage', async () => {
  const service = services.start({ flags: ['--help'] })
  expect([await service.exit(), service.stderr]).toEqual([0, ''])
  expect(service.stdout).toContain('DATABASE_URL')
})

describe('an impossible start ends with 1 and a message', () => {
  const readable = { LOG_FORMAT: 'readable' }

  test('for all wrong settings at once', async () => {
    const service = services.start({ env: { PORT: '80a', LOG_LEVEL: 'loud', ...readable }, flags: ['--rest'] })
    expect([await service.exit(), service.stdout]).toEqual([1, ''])
    expect(service.stderr).toContain('3 settings are wrong')
    expect(service.stderr).not.toMatch(/^\s+at /m)
  })

  test('is one record in JSON logs, without secrets', async () => {
    const databaseUrl = 'mysql://shop:CANARY@db/shop'
    const service = services.start({ env: { PORT: '80a', DATABASE_URL: databaseUrl, JWKS_URL: databaseUrl } })
    expect([await service.exit(), service.stderr]).toEqual([1, ''])
    expect(service.records).toEqual([
      expect.objectContaining({
        'log.level': 'error',
        'event.action': 'start-failed',
        'error.type': 'SettingsError',
        message: expect.stringContaining('PORT is "80a", but must be a whole number'),
      }),
    ])
    expectRecords(service.records, ['start-failed'])
    expect(service.stdout).not.toContain('CANARY')
  })

  test('production without an issuer', async () => {
    const service = services.start({ env: { NODE_ENV: 'production', DATA_FOLDER: folder, ...readable } })
    expect([await service.exit(), service.stdout]).toEqual([1, ''])
    expect(service.stderr).toContain('JWT_ISSUER must be set, with JWT_AUDIENCE and JWKS_URL')
  })

  test('keys for trying out that others can read', async () => {
    const open = await services.preparedFolder()
    await writeFile(join(open, 'keys.json'), '{}', { mode: 0o644 })
    const service = services.start({ env: { DATA_FOLDER: open, ...readable } })
    expect(await service.exit()).toBe(1)
    expect(service.stderr).toBe(
      `Other users of this machine may use the keys in ${join(open, 'keys.json')}.\n` +
        `Keep them out: chmod 600 ${join(open, 'keys.json')}\n`,
    )
  })

  test('for a port in use', async () => {
    const other = await serve((_, response) => response.end())
    const unused = await services.folder()
    const service = services.start({ env: { DATA_FOLDER: unused, PORT: String(other.port), ...readable } })
    expect(await service.exit()).toBe(1)
    expect(await readdir(unused)).toEqual([]) // the port is taken before the database is made
    await other.close()
    expect(service.stderr).toBe(
      `The service cannot listen on 127.0.0.1 port ${other.port}: another program uses it.\n` +
        `Choose another port: PORT=${other.port + 1} npm start\n`,
    )
  })

  test('for an address of another machine', async () => {
    const service = services.start({ env: { DATA_FOLDER: folder, HOST: '192.0.2.1', ...readable } })
    expect(await service.exit()).toBe(1)
    expect(service.stderr).toContain('192.0.2.1 is not an address of this machine')
    expect(service.stderr).not.toMatch(/^\s+at /m)
  })

  test('for a folder that another process uses', async () => {
    const first = services.start({ env: { DATA_FOLDER: folder } })
    await first.url()
    const second = services.start({ env: { DATA_FOLDER: folder, ...readable } })
    expect(await second.exit()).toBe(1)
    expect(second.stderr).toContain(folder)
    expect(second.stderr).not.toMatch(/^\s+at /m)
  })
})
