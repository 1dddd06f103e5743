import { randomUUID } from 'node:crypto'
import type { Product } from '../domain/products/product.js'
import type { ChangedProducts } from './changed-products.js'
import { productOfText, textOfProduct } from './product-text.js'
import type { SharedStore } from './shared-store.js'

export interface SharedLayerOptions {
  readonly store: SharedStore
  /** The beginning of all keys. */
  readonly prefix: string
  /** The time for which a product is kept, in seconds. */
  readonly ttl: number
  /** Tells the other instances of a change, after the store has it. Rejects when that fails. @default nobody */
  readonly tell?: ((changed: ChangedProducts) => Promise<void>) | undefined
  /** Called when the layer is no longer used, with the reason, and when it is used again. */
  readonly onTrust?: (isTrusted: boolean, reason?: unknown) => void
  /** The time after which a store that answers, but refused a change, is tried again, in milliseconds. @default 1000 */
  readonly retry?: number
}

/** The result of a look into the store. */
export interface Seen {
  /** The state of the product. Each change of the product makes another. */
  readonly stamp: string
  readonly product?: Product
}

/** Products in a store that all instances use. No method rejects. */
export interface SharedLayer {
  /** False while the store is not used, because changes may be missing there. */
  readonly isTrusted: boolean
  /** Returns what the store has, or `undefined` when the store cannot be used. */
  look(id: string): Promise<Seen | undefined>
  /** Stores a product that was read from the database after the look that returned the stamp. */
  fill(product: Product, stamp: string): Promise<void>
  /** Makes the products in the store worthless for every look that begins after this resolves. */
  change(changed: ChangedProducts): Promise<void>
  /** Stops the use of the store until `recover` succeeds. */
  distrust(reason: unknown): void
  /** After `distrust`, makes all products in the store worthless, and uses it again. */
  recover(): Promise<void>
}

/** The time for which a stamp is kept, in times to live of a product. A lost stamp makes the product worthless, so any time is safe. */
const stampTtls = 10

/**
 * Returns the layer on a store. A product is stored with the stamps that were current before it was read from the database, and it counts
 * only while they are current. A change writes a new stamp. So a read that began before a change can store nothing that counts after it,
 * in whichever order the commands reach the store, and also when the store has lost some of them.
 */
export function sharedLayer(options: SharedLayerOptions): SharedLayer {
  const { store, prefix, ttl, tell, onTrust = () => {}, retry = 1_000 } = options
  /** The key of the stamp that all products share. */
  const common = `${prefix}stamp`
  const stampKey = (id: string) => `${prefix}stamp:${id}`
  const productKey = (id: string) => `${prefix}product:${id}`
  let isTrusted = true
  let doubts = 0
  let recovering: Promise<void> | undefined
  let isWaiting = false

  function distrust(reason: unknown): void {
    doubts += 1
    if (isTrusted) onTrust(false, reason)
    isTrusted = false
    recoverLater()
  }

  /**
   * Tries again without a read, too: until then, other instances may have the product as it was before a change. One timer stands for any
   * number of changes, since a recovery makes all products worthless. A store that is down is recovered when it is reached.
   */
  function recoverLater(): void {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      void recover()
    }, retry).unref()
  }

  async function seen(id: string): Promise<Seen | undefined> {
    const [all, own, text] = await store.get([common, stampKey(id), productKey(id)])
    if (all === undefined) await store.add([common, randomUUID()], 0)
    if (own === undefined) await store.add([stampKey(id), randomUUID()], ttl * stampTtls)
    if (all === undefined || own === undefined) return undefined
    const stamp = `${all} ${own}`
    const start = `${stamp}\n`
    return text?.startsWith(start) ? { stamp, product: productOfText(text.slice(start.length)) } : { stamp }
  }

  async function write(changed: ChangedProducts): Promise<void> {
    if (changed === 'all') await store.set([[common, randomUUID()]], 0)
    else
      await store.set(
        changed.map((id) => [stampKey(id), randomUUID()] as const),
        ttl * stampTtls,
      )
    await tell?.(changed)
  }

  /** Runs calls of the store. Resolves to `undefined` when they fail, and then distrusts it. */
  async function trying<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work()
    } catch (error) {
      distrust(error)
      return undefined
    }
  }

  async function recoverOnce(): Promise<void> {
    const known = doubts
    await trying(() => write('all'))
    recovering = undefined
    // A change that failed in the meantime may be newer than the stamp.
    isTrusted = known === doubts
    if (isTrusted) onTrust(true)
  }

  async function recover(): Promise<void> {
    if (isTrusted || !store.isUp) return
    recovering ??= recoverOnce()
    await recovering
  }

  return {
    get isTrusted() {
      return isTrusted
    },
    distrust,
    recover,
    async look(id) {
      if (!isTrusted) void recover()
      if (!isTrusted || !store.isUp) return undefined
      const found = await trying(async () => (await seen(id)) ?? (await seen(id)))
      return isTrusted ? found : undefined
    },
    async fill(product, stamp) {
      if (!isTrusted || !store.isUp) return
      await trying(() => store.set([[productKey(product.id), `${stamp}\n${textOfProduct(product)}`]], ttl))
    },
    async change(changed) {
      // Also while the layer is not used: changes that the store has do not hold up its recovery.
      if (store.isUp) await trying(() => write(changed))
      else distrust('the store could not be told of a change')
    },
  }
}
