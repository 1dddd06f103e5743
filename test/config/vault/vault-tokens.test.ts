import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import type { SecretSource } from '../../../config/secrets/secret-source.js'
import { vaultSource } from '../../../config/vault/vault-source.js'
import { VaultDouble } from '../../support/vault-double.js'

let vault: VaultDouble
let source: SecretSource
const failures: unknown[] = []

beforeEach(async () => {
  vault = new VaultDouble()
  await vault.start()
  vault.put('shop', { database_url: 'postgres://db.example/shop' })
  failures.length = 0
})
afterEach(async () => {
  jest.useRealTimers()
  source.close()
  await vault.stop()
})

function logInWith(login: VaultDouble['login']): SecretSource {
  vault.login = login
  return vaultSource({
    address: vault.address,
    login: { way: 'approle', mount: 'approle', roleId: vault.roleId, secretId: () => vault.secretId },
    onFailure: (error) => void failures.push(error),
    ...times,
  })
}

/** The time limit of an answer is one that a busy machine does not miss. */
const times = { retryMs: 10, timeoutMs: 60_000 }

/** Lets no time pass but by {@link pass}: on a busy machine, a token could end before its time. */
function stopTime(): void {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] })
}

/** Lets time pass when the source waits for it. */
async function pass(milliseconds: number): Promise<void> {
  while (jest.getTimerCount() === 0) await turn()
  jest.advanceTimersByTime(milliseconds)
}

const read = () => source.read('secret/data/shop#database_url')
const urls = () => vault.requests.map((request) => request.url)

test('a token is renewed before it ends, again and again', async () => {
  stopTime()
  source = logInWith({ ttlSeconds: 3, renewable: true })
  await read()
  for (let round = 0; round < 2; round += 1) await Promise.all([once(vault.events, 'renewal'), pass(2_000)])
  expect(await read()).toBe('postgres://db.example/shop')
  expect([urls().filter((url) => url?.endsWith('/login')).length, failures]).toEqual([1, []])
})

test('a token that cannot be renewed is replaced by a new login before it ends', async () => {
  source = logInWith({ ttlSeconds: 1, renewable: false })
  await read()
  await once(vault.events, 'login')
  expect([urls().includes('/v1/auth/token/renew-self'), failures]).toEqual([false, []])
})

test('a token that comes to its greatest age is replaced by a new login', async () => {
  source = logInWith({ ttlSeconds: 2, renewable: true, mostSeconds: 2 })
  await read()
  await once(vault.events, 'renewal')
  await once(vault.events, 'login')
  expect(failures).toEqual([])
})

test('a revoked token is replaced at the next reading', async () => {
  source = logInWith({ ttlSeconds: 3600, renewable: true })
  await read()
  vault.revokeAll()
  expect(await read()).toBe('postgres://db.example/shop')
})

test('a failed renewal is tried again until Vault answers', async () => {
  source = logInWith({ ttlSeconds: 1, renewable: true })
  await read()
  vault.state = 'sealed'
  while (failures.length < 3) await new Promise((done) => setImmediate(done))
  vault.state = 'up'
  await Promise.race([once(vault.events, 'renewal'), once(vault.events, 'login')])
  expect(await read()).toBe('postgres://db.example/shop')
})

test('a token that has less than a second left is looked up again, and its successor is used', async () => {
  stopTime()
  let token = vault.token({ ttlSeconds: 0.9, renewable: false })
  const login = { way: 'token', token: () => token } as const
  source = vaultSource({ address: vault.address, login, onFailure: (error) => void failures.push(error), ...times })
  await read()
  token = vault.token()
  await Promise.all([once(vault.events, 'lookup'), pass(600)])
  expect([await read(), failures]).toEqual(['postgres://db.example/shop', []])
})

test('readings at the same time share one login', async () => {
  source = logInWith({ ttlSeconds: 3600, renewable: true })
  await Promise.all([read(), read(), read()])
  expect(urls().filter((url) => url?.endsWith('/login'))).toHaveLength(1)
})
