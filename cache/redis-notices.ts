import { randomUUID } from 'node:crypto'
import type { ChangedProducts } from './changed-products.js'
import { RedisClient } from './redis-client.js'

export interface RedisNoticesOptions {
  readonly url: string
  /** Sends notices. */
  readonly client: RedisClient
  /** The beginning of the names of the channels. */
  readonly prefix: string
  /** Called with the products that another instance, or this one, has changed. */
  readonly onChange: (changed: ChangedProducts) => void
  /** The time limit for the confirmations of a notice, and for an answer of Redis, in milliseconds. @default 100 */
  readonly deadline?: number
}

/** Notices of changed products between all instances on a Redis. */
export interface RedisNotices {
  /** False while notices of other instances may be missed. After a loss, `onChange('all')` is called before this is true again. */
  readonly isUp: boolean
  /**
   * Sends a notice. Resolves when every instance has handled it, or after the time limit.
   * @throws when the notice cannot be sent
   */
  tell(changed: ChangedProducts): Promise<void>
  close(): Promise<void>
}

/** The time between two checks of the subscription, in milliseconds: an instance without notices uses its memory no longer than this. */
const heartbeat = 400

/**
 * The time for which a missing confirmation is not awaited again, in milliseconds. An instance that hangs would hold up all changes. The time
 * ends when the missing confirmation arrives.
 */
const disregard = 30_000

/** A notice that waits for confirmations. */
interface Pending {
  confirmations: number
  /** The number of confirmations to wait for; not known before Redis has answered. */
  wanted: number
  readonly complete: () => void
}

/** Returns notices by PUBLISH and SUBSCRIBE, on a connection of their own. */
export function redisNotices(options: RedisNoticesOptions): RedisNotices {
  const { url, client, prefix, onChange, deadline = 100 } = options
  const instance = randomUUID()
  const changes = `${prefix}changes`
  const confirmations = (of: string) => `${prefix}confirmations:${of}`
  const pending = new Map<string, Pending>()
  let last = 0
  /** The notices whose confirmations were not awaited to the end. */
  const abandoned = new Set<string>()
  let silent = { instances: 0, until: 0 }

  function handle(message: string): void {
    const [sender = '', number = '', ids = ''] = message.split(' ')
    onChange(ids === 'all' ? ids : ids.split(','))
    // A confirmation that cannot be sent costs the sender its time limit.
    client.run((redis) => redis.publish(confirmations(sender), number)).catch(() => undefined)
  }

  function confirm(number: string): void {
    const notice = pending.get(number)
    if (notice === undefined) {
      // An instance that was silent answers again.
      if (abandoned.delete(number)) silent = { instances: 0, until: 0 }
      return
    }
    notice.confirmations += 1
    if (notice.confirmations >= notice.wanted) notice.complete()
  }

  const subscription = new RedisClient({
    url,
    name: 'cache-notices',
    heartbeat,
    deadline,
    // The events of `client` are enough: both are connections to one Redis.
    onEvent: () => undefined,
    async setUp(redis) {
      await redis.subscribe(confirmations(instance), confirm)
      await redis.subscribe(changes, handle)
      onChange('all')
    },
  })

  /** Waits for the confirmations of a notice that was sent to this number of instances. */
  async function confirmed(number: string, notice: Pending, instances: number, complete: Promise<void>): Promise<void> {
    const ignored = performance.now() < silent.until ? silent.instances : 0
    notice.wanted = instances - ignored
    if (notice.confirmations >= notice.wanted) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => setImmediate(resolve), deadline)
    })
    await Promise.race([complete, late])
    clearTimeout(timer)
    const missing = instances - notice.confirmations
    if (notice.confirmations >= notice.wanted) return
    silent = { instances: missing, until: performance.now() + disregard }
    abandoned.clear()
    abandoned.add(number)
  }

  return {
    get isUp() {
      return subscription.isUp
    },
    async tell(changed) {
      last += 1
      const number = String(last)
      let complete: () => void = () => undefined
      const completed = new Promise<void>((resolve) => {
        complete = resolve
      })
      const notice = { confirmations: 0, wanted: Number.POSITIVE_INFINITY, complete }
      pending.set(number, notice)
      try {
        const ids = changed === 'all' ? changed : changed.join(',')
        const instances = await client.run((redis) => redis.publish(changes, `${instance} ${number} ${ids}`))
        await confirmed(number, notice, instances, completed)
      } finally {
        pending.delete(number)
      }
    },
    close: () => subscription.close(),
  }
}
