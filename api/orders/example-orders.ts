import { encodeCursor } from '../../domain/cursor.js'
import { exampleOrderId } from '../../messages/example-messages.js'

const lines = [
  {
    productId: '449f7f04-ef38-4cef-8cd9-6343c1eb768b',
    sku: 'CT-1001',
    name: 'Espresso Roast Napoli',
    quantity: 2,
    unitPrice: { amount: 1290, currency: 'EUR' },
    total: { amount: 2580, currency: 'EUR' },
  },
  {
    productId: '463036c6-36de-47ad-bb0d-c58d793aac07',
    sku: 'CT-1008',
    name: 'Filter Roast Yirgacheffe',
    quantity: 1,
    unitPrice: { amount: 1450, currency: 'EUR' },
    total: { amount: 1450, currency: 'EUR' },
  },
]

const head = {
  id: exampleOrderId,
  customerId: 'customer-1',
  status: 'placed',
  total: { amount: 4030, currency: 'EUR' },
}

const times = {
  version: 1,
  placedAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:00.000Z',
  payBy: '2026-01-31T13:00:00.000Z',
}

/** The lines of the order of the examples, as its customer sends them: products of the first catalogue. */
export const exampleLines = lines.map(({ productId, quantity }) => ({ productId, quantity }))

/** The order of the examples after it was placed. */
export const placedOrder = { ...head, lines, ...times }

/** The example order without its lines. */
export const placedSummary = { ...head, ...times }

/** The example order after its customer has cancelled it. */
export const cancelledOrder = {
  ...placedOrder,
  status: 'cancelled',
  cancelReason: 'requested',
  version: 2,
  updatedAt: '2026-01-31T12:05:00.000Z',
}

/** The cursor of the page that begins after that order. */
export const exampleCursor = encodeCursor({ id: exampleOrderId, key: times.placedAt }, { order: '-placedAt' })
