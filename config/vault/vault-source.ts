import { SecretError, type SecretSource } from '../secrets/secret-source.js'
import { type VaultClientOptions, vaultClient } from './vault-client.js'
import { logIn, type VaultLogin } from './vault-login.js'
import { vaultReference } from './vault-reference.js'
import { vaultSession } from './vault-session.js'

export interface VaultOptions extends VaultClientOptions {
  readonly login: VaultLogin
  /** Receives why the token cannot be kept valid at present. */
  readonly onFailure: (error: unknown) => void
  /** The pause after a failed renewal of the token, in milliseconds. @default 5000 */
  readonly retryMs?: number
}

type Content = Readonly<Record<string, unknown>>

/** Returns Vault's KV engine, version 2, as a source of secrets. References are like `secret/data/shop#database_url`. */
export function vaultSource({ login, onFailure, retryMs, ...options }: VaultOptions): SecretSource {
  const client = vaultClient(options)
  const session = vaultSession({
    client,
    login: () => logIn(client, login),
    onFailure,
    ...(retryMs !== undefined && { retryMs }),
  })
  const readings = new Map<string, Promise<Content>>()

  const read = async (path: string): Promise<Content> => {
    const token = await session.token()
    try {
      return await client.read(path, token)
    } catch (error) {
      if (!(error instanceof SecretError) || error.failure !== 'denied') throw error
      // The token may have been revoked.
      session.drop(token)
      return client.read(path, await session.token())
    }
  }
  /** Reads a path once for all who ask at the same time. */
  const shared = (path: string): Promise<Content> => {
    const reading = readings.get(path) ?? read(path).finally(() => readings.delete(path))
    readings.set(path, reading)
    return reading
  }
  return {
    read: async (text) => {
      const reference = vaultReference(text)
      if (reference === undefined)
        throw new SecretError('the reference is not like secret/data/shop#database_url', 'lasting')
      const { path, key } = reference
      const content = await shared(path)
      const value = Object.hasOwn(content, key) ? content[key] : undefined
      if (typeof value !== 'string' || value.trim() === '') {
        throw new SecretError(`the secret at ${path} in Vault has no text with the key ${key}`, 'lasting')
      }
      return value
    },
    close: session.close,
  }
}
