import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib'
import type { OnFlowEvent } from '../flow-event.js'
import { backoff, endedWithin, pause } from '../pause.js'
import { alarmReason, brokerAddress, brokerFailure } from './broker-failure.js'

export interface BrokerLinkOptions {
  /** `amqp://user:password@host:port/vhost`, or `amqps://…` */
  readonly url: string
  /** The name of the connection in the broker's lists and in the log. */
  readonly name: string
  /** Declares exchanges and queues and starts consumers, on each new channel. */
  readonly setUp: (channel: ConfirmChannel) => Promise<void>
  readonly onEvent: OnFlowEvent
  /** The first and the longest pause between attempts to connect, in milliseconds. @default 500 and 30000 */
  readonly retry?: { readonly first: number; readonly most: number }
}

/** Time limits. A peer that is silent for two heartbeats counts as lost. */
const limits = { connectMs: 10_000, heartbeatSeconds: 10 }

/** The time that the broker has for its last answer when the service stops, in milliseconds. */
export const lastAnswerMs = 2_000

/**
 * A connection to the broker with one channel. It connects anew when either is lost. It reports one event when the broker is lost and one
 * when it is back, however many attempts that takes.
 */
export class BrokerLink {
  readonly #options: BrokerLinkOptions
  readonly #address: string
  readonly #stop = new AbortController()
  readonly #waiting = new Set<() => void>()
  readonly #ended: Promise<void>
  #channel: ConfirmChannel | undefined
  #endSession: (reason?: unknown) => void = () => undefined
  #state: 'unknown' | 'up' | 'down' = 'unknown'

  constructor(options: BrokerLinkOptions) {
    this.#options = options
    this.#address = brokerAddress(options.url)
    this.#ended = this.#run()
  }

  /** The channel, or `undefined` while the broker cannot be used. */
  get channel(): ConfirmChannel | undefined {
    return this.#channel
  }

  /** Resolves when there is a channel, when the signal aborts, or when the link is closed. */
  async ready(signal: AbortSignal): Promise<void> {
    if (this.#channel !== undefined || signal.aborted || this.#stop.signal.aborted) return
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#waiting.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.#waiting.add(done)
      signal.addEventListener('abort', done)
    })
  }

  /** Closes a faulty channel and connects anew. */
  reset(channel: ConfirmChannel, reason: string): void {
    if (this.#channel === channel) this.#endSession(reason)
  }

  /** Ends the connection after everything was written. Never rejects. */
  async close(): Promise<void> {
    this.#stop.abort()
    this.#wake()
    this.#endSession()
    await this.#ended
  }

  async #run(): Promise<void> {
    const { retry = { first: 500, most: 30_000 } } = this.#options
    const stop = this.#stop.signal
    for (let failures = 0; !stop.aborted; ) {
      const start = performance.now()
      const error = await this.#session().catch((thrown: unknown) => thrown)
      if (stop.aborted) return
      this.#isDown(brokerFailure(error))
      failures = performance.now() - start > limits.connectMs ? 1 : failures + 1
      await pause(backoff(failures, retry), stop)
    }
  }

  /** Connects. When the channel or the connection has ended, resolves to the reason. */
  async #session(): Promise<unknown> {
    const { url, name, setUp } = this.#options
    const ended = new Promise<unknown>((resolve) => {
      this.#endSession = resolve
      if (this.#stop.signal.aborted) resolve(undefined)
    })
    // A broker that is silent, or lost meanwhile, leaves calls without an answer.
    const unlessEnded = <Value>(call: Promise<Value>) =>
      Promise.race([call, ended.then((reason) => Promise.reject(reason))])
    const clientProperties = { connection_name: name }
    const connecting = connect(withHeartbeat(url), { timeout: limits.connectMs, clientProperties })
    const model = await unlessEnded(connecting).catch((reason: unknown) => {
      connecting.then(discard, () => undefined)
      throw reason
    })
    this.#endWith(model)
    let channel: ConfirmChannel | undefined
    try {
      channel = await unlessEnded(model.createConfirmChannel())
      this.#endWith(channel)
      await unlessEnded(setUp(channel))
      const usable = this.#usable.bind(this, channel)
      usable()
      model.on('blocked', (reason) => this.#isDown(alarmReason(reason)))
      model.on('unblocked', usable)
      return await ended
    } finally {
      this.#channel = undefined
      await endedWithin(lastAnswerMs, async () => {
        // RabbitMQ may end a connection before it has handled the last acknowledgements of a channel that is open.
        await channel?.close().catch(() => undefined)
        await model.close()
      })
    }
  }

  #endWith(source: ChannelModel | ConfirmChannel): void {
    const end = this.#endSession
    source.on('error', end)
    source.on('close', () => end())
  }

  #usable(channel: ConfirmChannel): void {
    if (this.#stop.signal.aborted) return
    this.#channel = channel
    if (this.#state !== 'up') {
      const { name: link, onEvent } = this.#options
      onEvent({ name: 'broker-reached', message: 'connected to the broker', link, address: this.#address })
    }
    this.#state = 'up'
    this.#wake()
  }

  #isDown(reason: string): void {
    this.#channel = undefined
    if (this.#state !== 'down') {
      const { name: link, onEvent } = this.#options
      const message = 'the broker cannot be used, and is tried again until it can'
      onEvent({ name: 'broker-unreachable', message, link, address: this.#address, reason })
    }
    this.#state = 'down'
  }

  #wake(): void {
    for (const done of this.#waiting) done()
  }
}

/** Ends a connection that was made after the link was closed. */
function discard(model: ChannelModel): void {
  model.on('error', () => undefined)
  model.close().catch(() => undefined)
}

function withHeartbeat(text: string): string {
  const url = new URL(text)
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(limits.heartbeatSeconds))
  return url.href
}
