import { resolve } from 'node:path'
import { z } from 'zod'
import type { Scope } from '../api/authentication/scopes.js'
import { trialKeys } from '../api/authentication/trial-keys.js'
import { ReceiptContent } from '../api/incoming/event-contract.js'
import type { Settings } from '../config/settings.js'
import type { Money } from '../domain/products/product.js'
import { cloudEventsType } from '../messages/cloud-event.js'
import type { IncomingMessage } from '../messages/incoming-messages.js'
import { moneySchema } from '../messages/money.js'
import { CommandError } from './command-error.js'

export type Receipt = z.infer<typeof ReceiptContent>

const problemSchema = z.object({ detail: z.string().optional() })

/** The time limit of a request to the shop, in milliseconds. */
const patience = 20_000

/** A client of the shop over HTTP, for commands. */
export class ShopClient {
  readonly #settings: Settings
  readonly #url: string
  readonly #token: string | undefined

  /** @param options the `url` of the shop and a `token`, which replace those of the settings */
  constructor(
    settings: Settings,
    { url, token }: { readonly url?: string | undefined; readonly token?: string | undefined },
  ) {
    const host = ['0.0.0.0', '::'].includes(settings.host) ? 'localhost' : settings.host
    const address = url ?? `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`
    if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
      throw new CommandError(
        `--url must begin with http:// or https://; got ${JSON.stringify(address.slice(0, 60))}`,
        2,
      )
    }
    this.#settings = settings
    this.#url = address.replace(/\/+$/, '')
    this.#token = token || undefined
  }

  /** Returns the total of an order. @throws {CommandError} */
  async totalOf(orderId: string): Promise<Money> {
    const order = await this.#request(`/v1/orders/${orderId}`, ['orders:read', 'orders:any'])
    return z.object({ total: moneySchema }).parse(order).total
  }

  /** Sends a message. @throws {CommandError} when the shop does not take it */
  async send(message: IncomingMessage): Promise<Receipt> {
    const headers = { 'Content-Type': cloudEventsType }
    const init = { method: 'POST', headers, body: JSON.stringify(message) }
    return ReceiptContent.parse(await this.#request('/v1/events', ['events:write'], init))
  }

  async #request(
    path: string,
    scopes: readonly Scope[],
    {
      headers,
      ...init
    }: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
  ): Promise<unknown> {
    const fields = { ...headers, Accept: 'application/json', Authorization: `Bearer ${await this.#tokenWith(scopes)}` }
    let response: Response
    let text: string
    try {
      const signal = AbortSignal.timeout(patience)
      response = await fetch(this.#url + path, { ...init, headers: fields, redirect: 'error', signal })
      text = await response.text()
    } catch (error) {
      throw new CommandError(`No shop answers at ${this.#url}: start it with npm start, or name it with --url.`, 1, {
        cause: error,
      })
    }
    if (response.ok) return JSON.parse(text)
    if (response.status === 401) {
      throw new CommandError(
        'The shop refused the token: use the DATA_FOLDER of the shop, or set SHOP_TOKEN to a token that it accepts.',
      )
    }
    throw new CommandError(`The shop answered ${response.status}: ${reasonOf(text)}`)
  }

  async #tokenWith(scopes: readonly Scope[]): Promise<string> {
    if (this.#token !== undefined) return this.#token
    const { issuer, dataFolder } = this.#settings
    if (issuer !== undefined) {
      throw new CommandError(`SHOP_TOKEN must be a token of ${issuer.name} with the scopes ${scopes.join(' ')}.`)
    }
    return trialKeys(resolve(dataFolder), { create: false }).sign({ subject: 'commands', scopes, lifetime: 60 })
  }
}

function reasonOf(text: string): string {
  try {
    const { detail } = problemSchema.parse(JSON.parse(text))
    return detail ?? 'no reason was given'
  } catch {
    return 'the answer is not that of the shop'
  }
}
