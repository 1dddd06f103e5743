import { ratioOf, spreadOf } from '../statistics.mjs'
import { amount, ratio } from './figures.mjs'

/** A comparison as lines for a terminal. */
export function show(/** @type {import('../comparison.mjs').Comparison} */ { title, unit, reference, contestants }) {
  const base = contestants.find(({ name }) => name === reference)?.rounds
  const plain = (/** @type {string} */ text) => text.replaceAll(/[*`]/g, '')
  const width = Math.max(...contestants.map((one) => plain(one.title).length))
  const lines = contestants.map(({ title: name, rounds, cpu, more, skipped }) => {
    const start = `  ${plain(name).padEnd(width)}  `
    if (rounds === undefined) return `${start}skipped: ${skipped}`
    const parts = [base === undefined ? '' : ratio(ratioOf(rounds, base)).padStart(13)]
    parts.push(amount(spreadOf(rounds).median).padStart(11), unit)
    if (cpu !== undefined) parts.push(`${spreadOf(cpu).median.toFixed(0).padStart(6)} µs`)
    const rest = Object.entries(more ?? {}).map(([what, value]) => `${what} ${value}`)
    return `${start}${[...parts, ...rest].join('  ')}`
  })
  return ['', plain(title), ...lines].join('\n')
}
