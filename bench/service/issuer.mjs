import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { listening } from '../http/listening.mjs'

export const issuer = 'https://id.example'
export const audience = 'https://shop.example'

/** Makes keys, and a token (RFC 7519) of a caller who may change products and place orders. @returns {{ jwks: object, token: string }} */
export function issued() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const exp = Math.floor(Date.now() / 1000) + 24 * 60 * 60
  const claims = { iss: issuer, aud: audience, sub: 'bench', scope: 'products:write orders:write', exp }
  const signed = [{ alg: 'ES256' }, claims].map((part) => encoded(JSON.stringify(part))).join('.')
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return { jwks: { keys: [publicKey.export({ format: 'jwk' })] }, token: `${signed}.${encoded(signature)}` }
}

function encoded(/** @type {string | Buffer} */ content) {
  return Buffer.from(content).toString('base64url')
}

/** Publishes keys, and returns the settings of a service that accepts their tokens. */
export async function issuerSettings(/** @type {object} */ jwks) {
  const server = createServer((_, response) => response.end(JSON.stringify(jwks)))
  const port = await listening(server)
  return { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWKS_URL: `http://127.0.0.1:${port}/jwks.json` }
}
