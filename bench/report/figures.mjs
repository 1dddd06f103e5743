import { precisions } from '../comparison.mjs'
import { estimate, precisionOf, ratioOf } from '../statistics.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */

/**
 * Writes a ratio with half the width of its 90 % interval: `1.42 ±0.05`. An asterisk marks one that is wider than asked.
 *
 * @param {Comparison} comparison
 * @param {string} own
 * @param {string} reference
 * @param {number} [precision]
 */
export function ratioText({ contestants }, own, reference, precision = precisions.other) {
  const [values, others] = [own, reference].map((name) => contestants.find((one) => one.name === name)?.rounds)
  if (values === undefined || others === undefined) return undefined
  const measured = ratioOf(values, others)
  const digits = measured.median >= 10 ? 1 : 2
  const half = ((measured.high - measured.low) / 2).toFixed(digits)
  return `${measured.median.toFixed(digits)} ±${half}${precisionOf(measured) > precision ? '\\*' : ''}`
}

/** Writes the ratio of processor times a request: less is better. @param {Comparison} comparison @param {string} own @param {string} reference */
export function cpuText({ contestants }, own, reference) {
  const [values, others] = [own, reference].map((name) => contestants.find((one) => one.name === name)?.cpu)
  if (values === undefined || others === undefined) return undefined
  return ratioOf(values, others).median.toFixed(2)
}

/** Writes a median with three digits at most, and commas: `12,300`. */
export function amount(/** @type {readonly number[]} */ values) {
  return Number(estimate(values).median.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 2 })
}

/** Writes rows as a table in Markdown; figures stand at the right. */
export function table(/** @type {string[]} */ head, /** @type {string[][]} */ rows, texts = 1) {
  const line = head.map((_, at) => (at < texts ? '---' : '--:'))
  return [head, line, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
