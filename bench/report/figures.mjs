/** @typedef {import('../statistics.mjs').Spread} Spread */

/** A ratio and how far its rounds lie apart: `1.42 ±0.05`. */
export function ratio(/** @type {Spread} */ { median, low, high }) {
  const digits = median >= 10 ? 1 : median >= 0.1 ? 2 : 4
  return `${median.toFixed(digits)} ±${((high - low) / 2).toFixed(digits)}`
}

/** A number with three significant digits at most, and commas: `12,300`. */
export function amount(/** @type {number} */ value) {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 2 })
}
