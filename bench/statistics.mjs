/** The median and how far the rounds lie apart. @typedef {{ median: number, low: number, high: number }} Spread */

/** @returns {Spread} */
export function spreadOf(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: medianOf(sorted), low: sorted[0], high: sorted[sorted.length - 1] }
}

/**
 * How many times the reference a contestant reaches, round by round.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} reference
 */
export function ratioOf(values, reference) {
  return spreadOf(values.map((value, round) => value / reference[round]))
}

function medianOf(/** @type {readonly number[]} */ sorted) {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
