import { precisionOf, ratioOf } from './statistics.mjs'

/**
 * A ratio that is measured: its contestants by number, and how narrow its 90 % interval has to be (0.02 is ±2 %).
 *
 * @typedef {{ own: number, reference: number, precision: number }} Pair
 */

/** The number of rounds from which on an interval of 90 % exists. */
const least = 5

/**
 * Measures each contestant in every round, until the ratios are precise enough or the limit of rounds is reached. The order changes
 * from round to round, so that a disturbance of the machine meets all contestants.
 *
 * @template {{ value: number }} Measured
 * @param {number} count of contestants
 * @param {readonly Pair[]} pairs
 * @param {number} limit of rounds
 * @param {(contestant: number) => Promise<Measured>} measure
 * @returns {Promise<Measured[][]>} by contestant, then by round
 */
export async function inRounds(count, pairs, limit, measure) {
  /** @type {Measured[][]} */
  const measured = Array.from({ length: count }, () => [])
  for (let round = 0; round < limit; round++) {
    for (const contestant of orderOf(round, count)) measured[contestant].push(await measure(contestant))
    if (round + 1 >= least && pairs.every((pair) => isPrecise(pair, measured))) break
  }
  return measured
}

/** @param {Pair} pair @param {readonly { value: number }[][]} measured */
function isPrecise({ own, reference, precision }, measured) {
  const valuesOf = (/** @type {number} */ at) => measured[at].map(({ value }) => value)
  return precisionOf(ratioOf(valuesOf(own), valuesOf(reference))) <= precision
}

/** Each round begins with another contestant. When each has been the first, they go backwards. */
function orderOf(/** @type {number} */ round, /** @type {number} */ count) {
  const order = Array.from({ length: count }, (_, at) => (at + round) % count)
  return Math.floor(round / count) % 2 === 0 ? order : order.reverse()
}
