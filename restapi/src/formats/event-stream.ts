import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { checkOptions } from '../values/check-options.js'
import { stringifyJson } from '../values/json-value.js'
import type { Codec, EncodeEachContext } from './codec.js'

/**
 * The options of `eventStream()`.
 *
 * @example
 * const options: EventStreamOptions = { keepAlive: 30_000 }
 * const api = endware({ codecs: [json(), eventStream(options)] })
 */
export interface EventStreamOptions {
  /** Milliseconds without an event after which a comment keeps the connection alive through proxies. @default 15000 */
  readonly keepAlive?: number
}

/** Milliseconds to wait for the first event before the stream opens. A failure within this time still gets an error answer. */
const firstEventWait = 200

/**
 * Returns a codec for server-sent events, `text/event-stream`. It writes values as JSON data, and a `ServerSentEvent` with its id and
 * type. After a failure it writes an event of type `error` with the envelope as its data, and ends the stream; clients reconnect as usual.
 *
 * @throws TypeError for a wrong option
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 * @example
 * routes.get('/readings', { codecs: [json(), eventStream()] }, async function* () {
 *   yield { temperature: 21 }
 * })
 */
export function eventStream(options: EventStreamOptions = {}): Codec {
  checkOptions('eventStream()', options, ['keepAlive'])
  const { keepAlive = 15_000 } = options
  if (!(Number.isSafeInteger(keepAlive) && keepAlive > 0)) {
    throw new TypeError(`keepAlive must be a positive integer of milliseconds, such as 15000; got ${String(keepAlive)}`)
  }
  return {
    name: 'event-stream',
    mediaTypes: ['text/event-stream'],
    valuesOnly: true,
    encode: (value) => (Array.isArray(value) ? value.map(eventText).join('') : eventText(value)),
    encodeEach: (values, context) => events(values, keepAlive, context),
  }
}

async function* events(
  values: AsyncIterable<unknown>,
  keepAlive: number,
  { failure }: EncodeEachContext,
): AsyncGenerator<string> {
  const source = values[Symbol.asyncIterator]()
  let begun = false
  try {
    for (;;) {
      const next = source.next()
      const awaited = new Awaited(next)
      while (!(await awaited.settlesWithin(begun ? keepAlive : firstEventWait))) {
        begun = true
        yield ': keep-alive\n\n'
      }
      const { done, value } = await next
      if (done === true) return
      yield eventText(value)
      begun = true
    }
  } catch (cause) {
    if (!begun) throw cause
    yield `event: error\ndata: ${stringifyJson(failure(cause))}\n\n`
  } finally {
    await source.return?.()
  }
}

/** A promise that is awaited again and again. Each `then` would stay with it until it settles, which an idle stream does after days. */
class Awaited {
  #isSettled = false
  #wake = (): void => undefined

  constructor(work: Promise<unknown>) {
    const settle = (): void => {
      this.#isSettled = true
      this.#wake()
    }
    work.then(settle, settle)
  }

  /** Resolves to whether the promise settles within so many milliseconds. */
  settlesWithin(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#isSettled) return resolve(true)
      const timer = setTimeout(resolve, milliseconds, false).unref()
      this.#wake = () => {
        clearTimeout(timer)
        resolve(true)
      }
    })
  }
}

function eventText(value: unknown): string {
  if (!isServerSentEvent(value)) return `data: ${stringifyJson(value)}\n\n`
  const { id, event, retry, raw, data } = value
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...(raw ? String(data).split(/\r\n|\r|\n/) : [stringifyJson(data)]).map((line) => `data: ${line}`),
  ]
  return `${lines.join('\n')}\n\n`
}
