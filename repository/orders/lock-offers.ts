import type { KeyClaim } from '../../domain/orders/key-claim.js'
import type { Order } from '../../domain/orders/order.js'
import type { Offer } from '../../domain/orders/order-lines.js'
import { namedStatement } from '../named-statement.js'
import type { ProductRow } from '../product-row.js'
import type { Statements } from '../statements.js'
import { earlierOrder, type KeyRow, type KeyValue, keyLookup, keyValues } from './claim-key.js'

/** The SQL that locks products against changes until the transaction ends, in the order of their ids. */
const offers = (condition: string) => `select id, sku, name, price_amount, price_currency, stock from products
  where ${condition}id = any(:ids::uuid[]) order by id for no key update`

const locking = namedStatement<'ids'>(offers(''))

const claimed = '(select locked and result is null from claimed)'
const claiming = namedStatement<KeyValue | 'ids'>(
  `with claimed as materialized (${keyLookup}), offers as materialized (${offers(`${claimed} and `)})
  select claimed.*, offers.* from claimed left join offers on true`,
)

type OfferRow = Pick<ProductRow, 'id' | 'sku' | 'name' | 'price_amount' | 'price_currency' | 'stock'>

/** Locks the products with these ids against changes until the transaction ends, in the order of their ids. Returns those that exist. */
export async function lockOffers(transaction: Statements, ids: readonly string[]): Promise<Offer[]> {
  const { rows } = await transaction.run<OfferRow>(locking({ ids }))
  return rows.map(offerOfRow)
}

/**
 * Claims an idempotency key and then locks products, in one round trip. Returns the order of the earlier request with the key, or else the
 * products that exist. Locks no product when the key is not free.
 * @throws {KeyInFlight} `key-in-flight`
 * @throws {KeyReused} `key-reused`
 */
export async function claimOffers(
  transaction: Statements,
  claim: KeyClaim,
  ids: readonly string[],
): Promise<{ readonly earlier: Order } | { readonly offers: Offer[] }> {
  const { rows } = await transaction.run<KeyRow & (OfferRow | { readonly id: null })>(
    claiming({ ...keyValues(claim), ids }),
  )
  const earlier = earlierOrder(claim, rows[0])
  if (earlier) return { earlier }
  return { offers: rows.flatMap((row) => (row.id === null ? [] : [offerOfRow(row)])) }
}

function offerOfRow({ id, sku, name, price_amount, price_currency, stock }: OfferRow): Offer {
  return { id, sku, name, price: { amount: price_amount, currency: price_currency }, stock }
}
