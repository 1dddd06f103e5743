import { isHttpError } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { tokenVerifier } from '../../../api/authentication/token-verifier.js'

const pair = await generateKeyPair('ES256', { extractable: true })
const other = await generateKeyPair('ES256')
const publicJwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }
const [issuer, audience] = ['https://id.example', 'https://shop.example']
const now = new Date('2026-11-23T10:00:00Z')
const seconds = now.getTime() / 1000
const verify = tokenVerifier({ issuer, audience, keys: createLocalJWKSet({ keys: [publicJwk] }), now: () => now })

const good = { iss: issuer, aud: audience, sub: 'customer-1', exp: seconds + 60, scope: 'orders:read orders:write' }

function signed(
  claims: Readonly<Record<string, unknown>> = {},
  header: Partial<JWTHeaderParameters> = {},
  key: CryptoKey | Uint8Array = pair.privateKey,
): Promise<string> {
  return new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header }).sign(key)
}

/** Returns the caller or the refusal of a token. */
async function verdict(token: string | Promise<string>): Promise<unknown> {
  try {
    const caller = await verify(await token)
    return caller && { ...caller, scopes: [...caller.scopes] }
  } catch (error) {
    if (!isHttpError(error)) throw error
    return `${error.status}: ${error.message}`
  }
}

describe('a good token', () => {
  test('names its caller, its scopes and its end', async () => {
    expect(await verdict(signed())).toEqual({
      caller: 'customer-1',
      scopes: ['orders:read', 'orders:write'],
      expires: new Date(good.exp * 1000),
    })
  })

  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['a list in scp', { scope: undefined, scp: ['orders:read', 7] }, ['orders:read']],
    ['text in scp', { scope: undefined, scp: 'orders:read a' }, ['orders:read', 'a']],
    ['scope beside scp', { scope: 'a', scp: ['b'] }, ['a']],
    ['an object in scope', { scope: { 'orders:any': true } }, []],
    ['none', { scope: undefined }, []],
  ])('may have its scopes as %s', async (_, claims, scopes) => {
    expect(await verdict(signed(claims))).toMatchObject({ caller: 'customer-1', scopes })
  })

  test.each(['JWT', 'at+jwt', 'AT+JWT', 'application/at+jwt'])('may have the type %s', async (typ) => {
    expect(await verdict(signed({}, { typ }))).toMatchObject({ caller: 'customer-1' })
  })

  test.each<[string, Record<string, unknown>]>([
    ['is for several services', { aud: ['https://other.example', audience] }],
    ['ended within the tolerance of clocks', { exp: seconds - 29 }],
    ['begins within the tolerance of clocks', { nbf: seconds + 29 }],
    ['has a subject of 255 characters', { sub: 'x'.repeat(255) }],
  ])('%s', async (_, claims) => {
    expect(await verdict(signed(claims))).toMatchObject({ caller: expect.any(String) })
  })
})

describe('a refused token', () => {
  const notOurs = (claim: string) => `401: the token is not for this service: its claim ${claim} is not right`

  test.each<[string, Record<string, unknown>, unknown]>([
    ['has ended', { exp: seconds - 31 }, '401: the token has expired'],
    ['never ends', { exp: undefined }, notOurs('exp')],
    ['ends beyond the range of dates', { exp: 8_640_000_000_001 }, undefined],
    ['has not begun', { nbf: seconds + 31 }, notOurs('nbf')],
    ['is of another issuer', { iss: 'https://id.example/' }, notOurs('iss')],
    ['has no issuer', { iss: undefined }, notOurs('iss')],
    ['is for another service', { aud: 'https://other.example' }, notOurs('aud')],
    ['is for no service', { aud: undefined }, notOurs('aud')],
    ['has no subject', { sub: undefined }, notOurs('sub')],
    ['has an empty subject', { sub: '' }, undefined],
    ['has a subject that cannot be stored', { sub: 'a\0b' }, undefined],
    ['has a subject of 256 characters', { sub: 'x'.repeat(256) }, undefined],
  ])('%s', async (_, claims, refusal) => {
    expect(await verdict(signed(claims))).toBe(refusal)
  })

  test('is of another type', async () => {
    for (const typ of ['logout+jwt', 'dpop+jwt', '']) expect(await verdict(signed({}, { typ }))).toBeUndefined()
  })

  test('is signed by another key under the id of a known one', async () => {
    expect(await verdict(signed({}, {}, other.privateKey))).toBeUndefined()
  })

  test('is not signed', async () => {
    expect(await verdict(new UnsecuredJWT(good).encode())).toBeUndefined()
    const [, payload] = (await signed()).split('.')
    for (const header of [{ alg: 'none' }, { alg: 'ES256', kid: 'k1' }]) {
      expect(await verdict(`${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.`)).toBeUndefined()
    }
  })

  test('is signed by HS256 with the public key as its secret', async () => {
    for (const secret of [JSON.stringify(publicJwk), String(publicJwk.x)]) {
      expect(await verdict(signed({}, { alg: 'HS256' }, Buffer.from(secret.padEnd(32))))).toBeUndefined()
    }
  })

  test('was changed after it was signed', async () => {
    const [header, , signature] = (await signed()).split('.')
    const payload = Buffer.from(JSON.stringify({ ...good, scope: 'orders:any' })).toString('base64url')
    expect(await verdict(`${header}.${payload}.${signature}`)).toBeUndefined()
  })

  test.each(['', 'a', 'a.b', 'a.b.c', 'a.b.c.d.e', 'eyJhbGciOiJFUzI1NiJ9..', '..'])('is not one: %j', async (text) => {
    expect(await verdict(text)).toBeUndefined()
  })

  test('names an unknown key', async () => {
    const unknown = '401: the token is signed with a key that its issuer does not publish'
    expect(await verdict(signed({}, { kid: 'k2' }))).toBe(unknown)
  })

  test('names an extension that must be understood', async () => {
    const [, payload, signature] = (await signed()).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'k1', crit: ['x'], x: 1 })).toString('base64url')
    expect(await verdict(`${header}.${payload}.${signature}`)).toBeUndefined()
  })
})

test('a failure to get the keys is rethrown', async () => {
  const failing = tokenVerifier({ issuer, audience, keys: () => Promise.reject(new Error('no disk')) })
  await expect(failing(await signed())).rejects.toThrow('no disk')
})
