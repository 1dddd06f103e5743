import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type CheckedConfiguration, checkConfiguration, openConfiguration } from '../../../config/configuration.js'
import { SettingsError } from '../../../config/settings-error.js'
import { VaultDouble } from '../../support/vault-double.js'
import { temporaryFolder } from '../sources/folder.js'

const folder = temporaryFolder()
afterAll(folder.remove)
const url = 'postgres://shop:hunter2@db.example/shop'
let vault: VaultDouble

beforeEach(async () => {
  vault = new VaultDouble()
  await vault.start()
  vault.put('shop', { database_url: url, number: 3, empty: '' })
})
afterEach(() => vault.stop())

/** The time limit of one answer of Vault, in milliseconds. */
const answerMs = 2_000
const reference = 'vault:secret/data/shop#database_url'
const withToken = () => ({ DATABASE_URL: reference, VAULT_ADDR: vault.address, VAULT_TOKEN: vault.token() })

async function databaseUrl(env: Record<string, string>): Promise<string | undefined> {
  const { settings, secrets } = await openConfiguration({ env, argv: [] })
  secrets.close()
  return settings.databaseUrl
}

async function refusal(env: Record<string, string>): Promise<string> {
  const error: unknown = await openConfiguration({ env, argv: [] }).catch((thrown: unknown) => thrown)
  if (!(error instanceof SettingsError)) throw new Error('the configuration was accepted', { cause: error })
  expect(error.message).not.toContain('hunter2')
  return error.message
}

describe('a secret that refers to Vault', () => {
  test('is read with a token, in the namespace', async () => {
    expect(await databaseUrl({ ...withToken(), VAULT_NAMESPACE: 'shops/eu' })).toBe(url)
    for (const { headers } of vault.requests) {
      expect(headers).toMatchObject({ 'x-vault-namespace': 'shops/eu', 'x-vault-request': 'true' })
    }
  })

  test('is read with a token from a file', async () => {
    const { VAULT_TOKEN, ...env } = withToken()
    expect(await databaseUrl({ ...env, VAULT_TOKEN_FILE: folder.file('token', `${VAULT_TOKEN}\n`) })).toBe(url)
  })

  test('is read after a login with AppRole', async () => {
    const { VAULT_TOKEN, ...env } = withToken()
    expect(await databaseUrl({ ...env, VAULT_ROLE_ID: vault.roleId, VAULT_SECRET_ID: vault.secretId })).toBe(url)
  })

  test('is read after a login with the service account of Kubernetes', async () => {
    const { VAULT_TOKEN, ...env } = withToken()
    const VAULT_KUBERNETES_JWT = folder.file('jwt', vault.serviceAccountToken)
    expect(await databaseUrl({ ...env, VAULT_KUBERNETES_ROLE: 'shop', VAULT_KUBERNETES_JWT })).toBe(url)
    expect(vault.requests[0]?.url).toBe('/v1/auth/kubernetes/login')
  })

  test('may be in the file; secrets of one path are read once', async () => {
    vault.put('shop', { database_url: url, amqp_url: 'amqp://broker.example' })
    const { DATABASE_URL, ...env } = withToken()
    const CONFIG_FILE = folder.file(
      'shop.yaml',
      `DATABASE_URL: ${reference}\nAMQP_URL: vault:secret/data/shop#amqp_url`,
    )
    let begun: number
    let checked: CheckedConfiguration
    do {
      vault.requests.length = 0
      begun = performance.now()
      checked = await checkConfiguration({ env: { ...env, CONFIG_FILE }, argv: [] })
      checked.secrets.close()
      // On a busy machine, an answer may miss its time limit, and the path is then read again.
    } while (performance.now() - begun >= answerMs)
    expect(checked.problems).toEqual([])
    expect(checked.given.get('AMQP_URL')).toEqual({
      text: 'amqp://broker.example',
      source: { kind: 'vault', place: 'secret/data/shop#amqp_url' },
    })
    expect(vault.requests.filter((request) => request.url === '/v1/secret/data/shop')).toHaveLength(1)
  })
})

describe('the start', () => {
  test('waits for a sealed Vault', async () => {
    vault.state = 'sealed'
    const starting = databaseUrl(withToken())
    while (vault.requests.length < 2) await new Promise((done) => setImmediate(done))
    vault.state = 'up'
    expect(await starting).toBe(url)
  })

  test.each([
    [
      'is sealed',
      'is sealed or in maintenance (503)',
      () => {
        vault.state = 'sealed'
      },
    ],
    [
      'does not answer',
      'cannot be reached: no answer in time',
      () => {
        vault.state = 'hanging'
      },
    ],
    ['does not listen', 'cannot be reached: ECONNREFUSED', () => vault.stop()],
  ])('ends with a message when Vault %s for longer than VAULT_PATIENCE', async (_, reason, fail) => {
    const env = { ...withToken(), VAULT_PATIENCE: '0' }
    await fail()
    let message = await refusal(env)
    // On a busy machine, an answer may miss its time limit.
    while (!message.includes(reason) && message.includes('no answer in time')) message = await refusal(env)
    expect(message).toContain(`DATABASE_URL must be in Vault: Vault at ${vault.address} ${reason}.`)
    vault.state = 'up'
  })

  test.each([
    ['vault:secret/data/none#database_url', 'has nothing at secret/data/none (404)'],
    ['vault:secret/data/shop#none', 'the secret at secret/data/shop in Vault has no text with the key none'],
    ['vault:secret/data/shop#toString', 'has no text with the key toString'],
    ['vault:secret/data/shop#number', 'has no text with the key number'],
    ['vault:secret/data/shop#empty', 'has no text with the key empty'],
    [
      'vault:secret/shop#database_url',
      'must refer to a key of a secret in the KV engine, version 2: MOUNT/data/PATH#KEY',
    ],
    ['vault:secret/data/../shop#key', 'must refer to a key'],
    ['vault:secret/data/shop', 'must refer to a key'],
  ])('refuses %s at once', async (text, message) => {
    expect(await refusal({ ...withToken(), DATABASE_URL: text })).toContain(message)
  })

  test('refuses a secret in Vault that is wrong, without showing it', async () => {
    vault.put('shop', { database_url: 'mysql://shop:hunter2@db.example/shop' })
    expect(await refusal(withToken())).toContain('must begin with postgres:// or postgresql://')
  })

  test.each([
    [{ VAULT_TOKEN: 'hvs.wrong' }, 'does not allow auth/token/lookup-self: the token is invalid'],
    [{ VAULT_TOKEN: '', VAULT_ROLE_ID: 'wrong', VAULT_SECRET_ID: 'hunter2' }, 'refuses the login or request'],
    [
      { VAULT_TOKEN: '', VAULT_KUBERNETES_ROLE: 'shop', VAULT_KUBERNETES_JWT: '/nowhere', VAULT_PATIENCE: '0' },
      'the file does not exist',
    ],
    [{ VAULT_TOKEN: '' }, 'VAULT_TOKEN must be set, or VAULT_ROLE_ID, or VAULT_KUBERNETES_ROLE'],
    [{ VAULT_ROLE_ID: 'other' }, 'VAULT_TOKEN must not be set with another way to log in'],
    [{ VAULT_ADDR: '' }, 'VAULT_ADDR must be set, because a secret begins with vault:'],
    [{ VAULT_TOKEN: reference }, 'VAULT_TOKEN'],
  ])('refuses %j', async (env, message) => {
    expect(await refusal({ ...withToken(), ...env })).toContain(message)
  })

  test('refuses Vault without TLS in production', async () => {
    const issuer = { JWT_ISSUER: 'https://id.example', JWT_AUDIENCE: 'shop', JWKS_URL: 'https://id.example/jwks' }
    const env = { ...withToken(), ...issuer, NODE_ENV: 'production' }
    expect(await databaseUrl(env)).toBe(url)
    expect(await refusal({ ...env, VAULT_ADDR: 'http://vault.example' })).toContain(
      'VAULT_ADDR must begin with https://',
    )
  })

  test('does not ask Vault while something else is wrong', async () => {
    expect(await refusal({ ...withToken(), PORT: 'many' })).toContain('one setting is wrong')
    expect(vault.requests).toEqual([])
  })
})
