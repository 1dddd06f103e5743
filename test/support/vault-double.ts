import { randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** A token in the double. Times are in milliseconds of `performance.now()`. */
interface Token {
  readonly endsAt: number
  readonly mostAt: number
  readonly renewable: boolean
}

interface Login {
  readonly ttlSeconds: number
  readonly renewable?: boolean
  /** The greatest age of a token. @default without end */
  readonly mostSeconds?: number
}

/**
 * A double of HashiCorp Vault: it is not Vault. It has the paths, header fields, statuses and members of Vault's HTTP API that the service uses:
 * the KV engine, version 2, at `secret/`, AppRole, Kubernetes, and tokens that end.
 *
 * @see https://developer.hashicorp.com/vault/api-docs
 */
export class VaultDouble {
  /** Emits `login`, `renewal`, `lookup` and `reading` for each that was answered, and `refusal` for each 403. */
  readonly events = new EventEmitter()
  readonly requests: IncomingMessage[] = []
  state: 'up' | 'sealed' | 'hanging' = 'up'
  login: Login = { ttlSeconds: 3600, renewable: true }
  roleId = randomUUID()
  secretId = randomUUID()
  serviceAccountToken = randomUUID()
  readonly #secrets = new Map<string, Readonly<Record<string, unknown>>>()
  readonly #tokens = new Map<string, Token>()
  #server: Server | undefined
  #port = 0

  get address(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Listens; after `stop`, on the same port. */
  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response))
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise((done) => this.#server?.close(done))
  }

  /** Writes a secret as `vault kv put secret/PATH`. */
  put(path: string, data: Readonly<Record<string, unknown>>): void {
    this.#secrets.set(path, data)
  }

  /** Makes a token, as an operator does. Without a time, it has no end, like a root token. */
  token({ ttlSeconds = Number.POSITIVE_INFINITY, renewable = true, mostSeconds }: Partial<Login> = {}): string {
    const token = `hvs.${randomUUID()}`
    const now = performance.now()
    const mostAt = now + (mostSeconds ?? Number.POSITIVE_INFINITY) * 1000
    this.#tokens.set(token, { endsAt: Math.min(now + ttlSeconds * 1000, mostAt), mostAt, renewable })
    return token
  }

  /** Revokes every token. */
  revokeAll(): void {
    this.#tokens.clear()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(request)
    if (this.state === 'hanging') return
    const send = (status: number, content: object) => {
      response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      response.end(JSON.stringify(content))
    }
    if (this.state === 'sealed') return send(503, { errors: ['Vault is sealed'] })
    const path = (request.url ?? '').replace('/v1/', '')
    const body = request.method === 'POST' ? ((await json(request)) as Record<string, string>) : {}
    if (path.endsWith('/login')) return this.#logIn(path, body, send)

    const name = String(request.headers['x-vault-token'] ?? '')
    const token = this.#tokens.get(name)
    if (token === undefined || token.endsAt <= performance.now()) {
      send(403, { errors: ['permission denied'] })
      this.events.emit('refusal')
    } else if (path === 'auth/token/lookup-self') {
      const ends = Number.isFinite(token.endsAt)
      const ttl = ends ? Math.floor((token.endsAt - performance.now()) / 1000) : 0
      const expire_time = ends ? new Date(Date.now() + token.endsAt - performance.now()).toISOString() : null
      const renewable = ends && token.renewable
      send(200, answerOf({ data: { id: name, ttl, expire_time, renewable, policies: ['default'] } }))
      this.events.emit('lookup')
    } else if (path === 'auth/token/renew-self') {
      this.#renew(name, token, send)
    } else {
      const data = path.startsWith('secret/data/') ? this.#secrets.get(path.slice('secret/data/'.length)) : undefined
      if (data === undefined) return send(404, { errors: [] })
      const metadata = { created_time: new Date().toISOString(), deletion_time: '', destroyed: false, version: 1 }
      send(200, answerOf({ data: { data, metadata }, mount_type: 'kv' }))
      this.events.emit('reading')
    }
  }

  #logIn(path: string, body: Readonly<Record<string, string>>, send: (status: number, content: object) => void): void {
    const isRight =
      path === 'auth/approle/login'
        ? body.role_id === this.roleId && body.secret_id === this.secretId
        : body.role === 'shop' && body.jwt === this.serviceAccountToken
    if (isRight) {
      send(200, this.#authOf(this.token(this.login)))
      this.events.emit('login')
    } else send(400, { errors: ['invalid role or secret ID'] })
  }

  #renew(name: string, token: Token, send: (status: number, content: object) => void): void {
    if (!token.renewable) {
      send(400, { errors: ['lease is not renewable'] })
      return
    }
    const endsAt = Math.min(performance.now() + this.login.ttlSeconds * 1000, token.mostAt)
    this.#tokens.set(name, { ...token, endsAt })
    send(200, this.#authOf(name))
    this.events.emit('renewal')
  }

  #authOf(name: string): object {
    const { endsAt = 0, renewable = false } = this.#tokens.get(name) ?? {}
    const lease_duration = Number.isFinite(endsAt) ? Math.max(0, Math.round((endsAt - performance.now()) / 1000)) : 0
    return answerOf({
      auth: { client_token: name, accessor: randomUUID(), policies: ['default'], lease_duration, renewable },
    })
  }
}

/** Returns the members that each answer of Vault has. */
function answerOf(members: object): object {
  const common = { request_id: randomUUID(), lease_id: '', renewable: false, lease_duration: 0 }
  return { ...common, data: null, wrap_info: null, warnings: null, auth: null, ...members }
}
