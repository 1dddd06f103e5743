/** A median with its 90 % confidence interval. @typedef {{ median: number, low: number, high: number }} Estimate */

/** Half the width of the interval as a part of the median. */
export function precisionOf(/** @type {Estimate} */ { median, low, high }) {
  return (high - low) / 2 / median
}

/**
 * Estimates how many times the reference a contestant reaches, from the ratios of single rounds.
 *
 * @param {readonly number[]} values
 * @param {readonly number[]} reference
 */
export function ratioOf(values, reference) {
  return estimate(values.map((value, round) => value / reference[round]))
}

/**
 * Estimates a median from the order of the values, so that a round with a hiccup does not widen the interval. Fewer than five values
 * have no such interval of 90 %: then it reaches from the lowest to the highest.
 *
 * @returns {Estimate}
 */
export function estimate(/** @type {readonly number[]} */ values) {
  const sorted = [...values].sort((a, b) => a - b)
  const cut = outliersOf(sorted.length)
  return { median: middleOf(sorted), low: sorted[cut], high: sorted[sorted.length - 1 - cut] }
}

/** Counts the values at each end that an interval of 90 % can do without: the median lies beyond them with a probability of 5 % at most. */
function outliersOf(/** @type {number} */ count) {
  let outliers = 0
  let ways = 1
  for (let beyond = 1; beyond <= 0.05 * 2 ** count; outliers++) {
    ways = (ways * (count - outliers)) / (outliers + 1)
    beyond += ways
  }
  return Math.max(0, outliers - 1)
}

function middleOf(/** @type {readonly number[]} */ sorted) {
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
