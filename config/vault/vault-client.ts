import { z } from 'zod'
import { SecretError, type SecretFailure } from '../secrets/secret-source.js'

/** A token with the time that it has left. */
export interface Lease {
  readonly token: string
  /** The time until the token ends, in milliseconds; 0 for a token without an end. */
  readonly ttlMs: number
  readonly renewable: boolean
}

/** The parts of Vault's HTTP API that the service needs. Every method throws {SecretError}. */
export interface VaultClient {
  /** Logs in at `auth/MOUNT/login`. */
  readonly login: (mount: string, content: Readonly<Record<string, string>>) => Promise<Lease>
  /** Returns what is left of a token. */
  readonly lookUp: (token: string) => Promise<Lease>
  readonly renew: (token: string) => Promise<Lease>
  /** Returns the keys and values of a secret in the KV engine, version 2. */
  readonly read: (path: string, token: string) => Promise<Readonly<Record<string, unknown>>>
}

export interface VaultClientOptions {
  readonly address: string
  readonly namespace?: string | undefined
  /** The time limit of one request, in milliseconds. @default 2000 */
  readonly timeoutMs?: number
}

const authSchema = z.object({
  auth: z.object({ client_token: z.string(), lease_duration: z.number(), renewable: z.boolean() }),
})
const lookUpSchema = z.object({
  data: z.object({ ttl: z.number(), expire_time: z.string().nullish(), renewable: z.boolean().optional() }),
})

/** The time that a token has left when Vault, which counts whole seconds, says 0 of a token that ends, in milliseconds. */
const lastSecond = 500
const secretSchema = z.object({
  data: z.object({ data: z.record(z.string(), z.unknown()), metadata: z.object({ version: z.number() }) }),
})

/** Statuses of a Vault that is sealed, in stand-by, restarting, behind its replica or asked too often. */
function failureOf(status: number): SecretFailure {
  if (status >= 500 || [412, 429, 472, 473].includes(status)) return 'passing'
  return status === 403 ? 'denied' : 'lasting'
}

/** Returns a client of Vault. @see https://developer.hashicorp.com/vault/api-docs */
export function vaultClient({ address, namespace, timeoutMs = 2_000 }: VaultClientOptions): VaultClient {
  const base = address.replace(/\/+$/, '')
  const common = { 'X-Vault-Request': 'true', ...(namespace !== undefined && { 'X-Vault-Namespace': namespace }) }

  async function request(method: string, path: string, token?: string, content?: object): Promise<unknown> {
    const headers = { ...common, ...(token !== undefined && { 'X-Vault-Token': token }) }
    const body = content === undefined ? null : JSON.stringify(content)
    let response: Response
    let text: string
    try {
      // A redirect would carry the token to another host.
      const init = { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const
      response = await fetch(`${base}/v1/${path}`, init)
      text = await response.text()
    } catch (error) {
      throw new SecretError(`Vault at ${base} cannot be reached: ${reasonOf(error)}`, 'passing')
    }
    const { status } = response
    if (status >= 300) throw new SecretError(`Vault at ${base} ${meaningOf(status, path)}`, failureOf(status))
    try {
      return JSON.parse(text)
    } catch {
      throw new SecretError(`Vault at ${base} answered ${path} with something other than JSON`, 'passing')
    }
  }

  const leaseOf = (answer: unknown): Lease => {
    const { auth } = parsed(authSchema, answer, 'a login')
    return { token: auth.client_token, ttlMs: auth.lease_duration * 1000, renewable: auth.renewable }
  }
  return {
    login: async (mount, content) => leaseOf(await request('POST', `auth/${mount}/login`, undefined, content)),
    lookUp: async (token) => {
      const answer = await request('GET', 'auth/token/lookup-self', token)
      const { ttl, expire_time, renewable = false } = parsed(lookUpSchema, answer, 'a token').data
      const ends = typeof expire_time === 'string'
      return { token, ttlMs: ttl === 0 && ends ? lastSecond : ttl * 1000, renewable }
    },
    renew: async (token) => leaseOf(await request('POST', 'auth/token/renew-self', token, {})),
    read: async (path, token) => {
      const answer = await request('GET', path, token)
      return parsed(secretSchema, answer, `a secret of the KV engine, version 2, at ${path}`).data.data
    },
  }
}

function parsed<Value>(schema: z.ZodType<Value>, answer: unknown, expected: string): Value {
  const { success, data } = schema.safeParse(answer)
  if (!success) throw new SecretError(`Vault did not answer with ${expected}`, 'lasting')
  return data
}

function meaningOf(status: number, path: string): string {
  if (status < 400) return `redirects to another address (${status}): set VAULT_ADDR to the active one`
  if (status === 400) return `refuses the login or request at ${path} (400)`
  if (status === 403) return `does not allow ${path}: the token is invalid, or no policy allows it (403)`
  if (status === 404) return `has nothing at ${path} (404)`
  if (status === 503) return 'is sealed or in maintenance (503)'
  return `answered ${path} with ${status}`
}

/** Returns the code of a failed connection, such as ECONNREFUSED. Messages may have more in them than people should see. */
function reasonOf(error: unknown): string {
  if (!(typeof error === 'object' && error !== null)) return 'unknown'
  if ('name' in error && error.name === 'TimeoutError') return 'no answer in time'
  const cause = 'cause' in error && typeof error.cause === 'object' ? error.cause : error
  return cause !== null && 'code' in cause ? String(cause.code) : 'the connection failed'
}
