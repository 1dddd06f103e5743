import type { LedgerFaults } from './check-ledger.js'

/** The result of a check that has found nothing. */
export const noFaults: LedgerFaults = {
  lost: [],
  unacknowledged: [],
  keys: [],
  stock: [],
  events: [],
  undelivered: [],
  payments: [],
}
