import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Order } from '../../../domain/orders/order.js'
import type { Random } from './random.js'

/** An order that a buyer has wanted, with its definite end. */
export interface Purchase {
  readonly key: string
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
  /** The order as it was acknowledged; `undefined` when it was refused, since its pieces are sold out. */
  readonly order: Pick<Order, 'id' | 'total'> | undefined
}

export interface BuyingOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The number of orders that all buyers want together. */
  readonly orders: number
  /** The number of buyers, each of whom wants one order at a time. */
  readonly buyers: number
  readonly productIds: readonly string[]
  readonly random: Random
  readonly onEnd: (purchase: Purchase) => void
}

/** The number of answers by kind, and the longest time that one took. */
export interface Answers {
  readonly counts: Record<string, number>
  slowestMs: number
}

/** The time after which a buyer takes a request for lost, in milliseconds. */
const patience = 20_000

/**
 * Buys until every order has a definite end: each has a key, and is sent again with it while its outcome is unknown.
 * @throws Error for an answer that no buyer expects, such as a 500
 */
export async function buy(options: BuyingOptions): Promise<Answers> {
  const { url, headers, orders, buyers, productIds, random, onEnd } = options
  const answers: Answers = { counts: {}, slowestMs: 0 }
  let begun = 0

  async function buyer(): Promise<void> {
    while (begun < orders) {
      begun += 1
      const [key, lines] = [randomUUID(), wanted()]
      onEnd({ key, lines, order: await definiteOrder(key, lines) })
    }
  }

  /** One or two products, a few pieces of each. */
  function wanted(): Purchase['lines'] {
    const first = random.below(productIds.length)
    const second = (first + 1 + random.below(productIds.length - 1)) % productIds.length
    return [first, second]
      .slice(0, 1 + random.below(2))
      .map((index) => ({ productId: String(productIds[index]), quantity: 1 + random.below(3) }))
  }

  async function definiteOrder(key: string, lines: Purchase['lines']): Promise<Purchase['order']> {
    for (;;) {
      const { kind, content } = await attempt(key, lines)
      answers.counts[kind] = (answers.counts[kind] ?? 0) + 1
      if (kind === '201') return content as unknown as Order
      if (kind === '409 out-of-stock') return undefined
      if (!/^(no answer|503|409 key-in-flight)$/.test(kind)) throw new Error(`${kind}: ${JSON.stringify(content)}`)
      await delay(50 + random.below(100))
    }
  }

  async function attempt(
    key: string,
    lines: Purchase['lines'],
  ): Promise<{ kind: string; content?: { type?: string } }> {
    const start = performance.now()
    try {
      const answer = await fetch(`${url}/v1/orders`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': `"${key}"` },
        body: JSON.stringify({ lines }),
        signal: AbortSignal.timeout(patience),
      })
      const content = (await answer.json()) as { type?: string }
      const problem = answer.status === 409 ? ` ${content.type?.split('/').at(-1)}` : ''
      return { kind: `${answer.status}${problem}`, content }
    } catch {
      return { kind: 'no answer' }
    } finally {
      answers.slowestMs = Math.max(answers.slowestMs, Math.round(performance.now() - start))
    }
  }

  await Promise.all(Array.from({ length: buyers }, buyer))
  return answers
}
