/**
 * How much time is spent. `quick` shows that everything still works, and roughly where it stands; only `full` gives figures to quote.
 *
 * @typedef {object} Effort
 * @property {boolean} quick
 * @property {number} rounds of HTTP beside the peers
 * @property {number} ownRounds of the service and of growth, which have two or three contestants
 * @property {number} connections
 * @property {number} seconds a round of HTTP
 * @property {number} warmUpSeconds before the first round of HTTP
 * @property {number} microRounds
 * @property {number} microMilliseconds a round of a micro-benchmark
 * @property {number} exportRows
 * @property {number} exportRounds
 * @property {number} distinctHeaders
 */

/** @type {Record<'quick' | 'full', Effort>} */
export const efforts = {
  quick: {
    quick: true,
    rounds: 2,
    ownRounds: 2,
    connections: 32,
    seconds: 0.2,
    warmUpSeconds: 0.2,
    microRounds: 3,
    microMilliseconds: 5,
    exportRows: 30_000,
    exportRounds: 1,
    distinctHeaders: 5_000,
  },
  full: {
    quick: false,
    rounds: 5,
    ownRounds: 3,
    connections: 32,
    seconds: 1,
    warmUpSeconds: 1,
    microRounds: 15,
    microMilliseconds: 40,
    exportRows: 1_000_000,
    exportRounds: 2,
    distinctHeaders: 500_000,
  },
}
