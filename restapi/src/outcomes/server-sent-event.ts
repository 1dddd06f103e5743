import { brands, isBranded } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { checkOptionalText } from '../values/check-value.js'

/**
 * The fields of a server-sent event besides its data.
 *
 * @example
 * const options: EventOptions = { id: 7, event: 'paid' }
 * routes.get('/orders/events', async function* () {
 *   yield serverSentEvent({ order: 3 }, options)
 * })
 */
export interface EventOptions {
  /** The id, which the client sends in `Last-Event-ID` when it reconnects. */
  readonly id?: string | number
  /** The type of the event, for `addEventListener`. @default message */
  readonly event?: string
  /** Milliseconds after which the client reconnects. */
  readonly retry?: number
  /** Set it to write the data, which must be text, as it is and not as JSON: `serverSentEvent('[DONE]', { raw: true })`. @default false */
  readonly raw?: boolean
}

/**
 * One event of a stream, with its id and type for `text/event-stream`. All other formats write only its data, so one stream serves
 * every format.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 * @example
 * routes.get('/readings', { codecs: [eventStream()] }, async function* () {
 *   yield new ServerSentEvent({ temperature: 21 }, { event: 'reading', id: '7' })
 * })
 */
export class ServerSentEvent<out Data = unknown> {
  readonly data: Data
  readonly id: string | undefined
  readonly event: string | undefined
  readonly retry: number | undefined
  readonly raw: boolean

  /** @throws TypeError for an unknown option, an id or type with line breaks, or a `retry` that is not an integer of milliseconds */
  constructor(data: Data, options: EventOptions = {}) {
    checkOptions('serverSentEvent()', options, ['id', 'event', 'retry', 'raw'])
    const { id, event, retry, raw = false } = options
    checkOptionalText('the type of an event', event)
    if (typeof id !== 'number') checkOptionalText('the id of an event', id)
    if (/[\r\n\0]/.test(`${id ?? ''}${event ?? ''}`))
      throw new TypeError('the id and the type of an event must be one line each')
    if (retry !== undefined && !(Number.isSafeInteger(retry) && retry >= 0)) {
      throw new TypeError(`retry must be an integer of milliseconds, such as 3000; got ${String(retry)}`)
    }
    if (typeof raw !== 'boolean') throw new TypeError(`raw must be true or false; got ${String(raw)}`)
    if (raw && typeof data !== 'string') throw new TypeError(`the data of a raw event must be text; got ${typeof data}`)
    this.raw = raw
    this.data = data
    this.id = id === undefined ? undefined : String(id)
    this.event = event
    this.retry = retry
    Object.freeze(this)
  }

  get [brands.event](): true {
    return true
  }

  toJSON(): Data {
    return this.data
  }
}

/**
 * Makes an event of a stream: `yield serverSentEvent({ stock: 3 }, { id: 17, event: 'stock' })`.
 *
 * @example
 * const event = serverSentEvent({ temperature: 21 }, { event: 'reading', id: '7' })
 */
export function serverSentEvent<Data>(data: Data, options?: EventOptions): ServerSentEvent<Data> {
  return new ServerSentEvent(data, options)
}

/**
 * Reports whether `value` is an event, of this or another copy of the package.
 *
 * @example
 * isServerSentEvent(serverSentEvent('hello')) // => true
 */
export function isServerSentEvent(value: unknown): value is ServerSentEvent {
  return isBranded(value, brands.event)
}
