import { generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { type Scope, scopes } from '../../api/authentication/scopes.js'
import { tokenVerifier } from '../../api/authentication/token-verifier.js'
import { trialKeys } from '../../api/authentication/trial-keys.js'

const everyScope = Object.keys(scopes) as Scope[]
const { publicKey, privateKey } = await generateKeyPair('ES256')
const [issuer, audience] = ['https://id.example', 'https://shop.example']

/** Verifies tokens of {@link tokenOf}, and refuses all others. */
export const verifyToken = tokenVerifier({ issuer, audience, keys: async () => publicKey })

/** Returns a token of this caller with these scopes. @param claims replace those of a good token */
export function tokenOf(subject: string, granted: readonly Scope[], claims: JWTPayload = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const payload = { iss: issuer, aud: audience, sub: subject, scope: granted.join(' '), exp: now + 3600, ...claims }
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' }).sign(privateKey)
}

/** Returns the header field with a token of this caller. */
export async function asCaller(
  subject: string,
  ...granted: readonly Scope[]
): Promise<{ readonly Authorization: string }> {
  return { Authorization: `Bearer ${await tokenOf(subject, granted)}` }
}

/** Returns a token of a shop assistant, who may do everything. */
export function assistantToken(): Promise<string> {
  return tokenOf('assistant-1', everyScope)
}

/** The header field with the token of a shop assistant. */
export const asAssistant = await asCaller('assistant-1', ...everyScope)

/** Returns a token of a shop assistant for a service that keeps its keys in this folder. */
export function trialTokenOf(folder: string): Promise<string> {
  return trialKeys(folder).sign({ subject: 'assistant-1', scopes: everyScope, lifetime: 3600 })
}
