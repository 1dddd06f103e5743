import { describe, expect, test } from '@jest/globals'
import { SettingsError } from '../../config/settings-error.js'
import { loadSettings } from '../support/load-settings.js'

const load = (env: Record<string, string | undefined>) => loadSettings({ env, argv: [] })

const issuer = {
  JWT_ISSUER: 'https://id.example',
  JWT_AUDIENCE: 'https://shop.example',
  JWKS_URL: 'https://id.example/jwks.json',
}

function refusal(env: Record<string, string>): SettingsError {
  try {
    load(env)
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
  throw new Error('the settings were accepted')
}

describe('the issuer of tokens', () => {
  test('production does not start without one, whatever the database', () => {
    for (const env of [{}, { DATABASE_URL: 'postgres://127.0.0.1/shop' }]) {
      const { message } = refusal({ ...env, NODE_ENV: 'production' })
      expect(message).toContain('one setting is wrong')
      expect(message).toContain('JWT_ISSUER must be set, with JWT_AUDIENCE and JWKS_URL, when NODE_ENV is production')
      expect(message).toContain('For example: JWT_ISSUER=https://id.example')
    }
    expect(load({ ...issuer, NODE_ENV: 'production' }).issuer?.name).toBe('https://id.example')
  })

  test.each(Object.keys(issuer))('needs %s beside the others', (name) => {
    const others = Object.keys(issuer).filter((other) => other !== name)
    const { message } = refusal({ ...issuer, [name]: '' })
    expect(message).toContain(`${name} must be set beside ${others.join(' and ')}.`)
    expect(message).toContain('one setting is wrong')
  })

  test('a wrong one of its variables is not missing as well', () => {
    expect(refusal({ ...issuer, JWKS_URL: 'nowhere' }).message).toContain('one setting is wrong')
    expect(refusal({ NODE_ENV: 'production', JWKS_URL: 'nowhere' }).message).toContain('3 settings are wrong')
  })

  test.each([
    ['http://id.example/jwks', false],
    ['http://localhost.example/jwks', false],
    ['http://127.0.0.1.example/jwks', false],
    ['http://127.0.0.1:8080/jwks', true],
    ['http://localhost:8080/jwks', true],
    ['http://[::1]:8080/jwks', true],
    ['https://id.example/jwks', true],
  ])('in production, keys from %s are accepted: %s', (url, isAccepted) => {
    const env = { ...issuer, JWKS_URL: url }
    expect(load(env).issuer?.keysUrl).toBe(url)
    if (isAccepted) expect(load({ ...env, NODE_ENV: 'production' }).issuer?.keysUrl).toBe(url)
    else expect(refusal({ ...env, NODE_ENV: 'production' }).message).toContain('must begin with https:// when NODE_ENV')
  })

  test('a refusal of the URL of the keys does not show the URL, which is a secret', () => {
    const { message } = refusal({ ...issuer, JWKS_URL: 'http://id.example/jwks?key=hunter2', NODE_ENV: 'production' })
    expect(message).toContain('JWKS_URL is set (its value is not shown here), but must begin with https://')
    expect(message).not.toContain('hunter2')
  })

  test('a password in the URL of its keys is refused and not shown', () => {
    const { message } = refusal({ ...issuer, JWKS_URL: 'https://shop:hunter2@id.example/jwks' })
    expect(message).toContain('must be a URL without user and password')
    expect(message).not.toContain('hunter2')
  })
})
