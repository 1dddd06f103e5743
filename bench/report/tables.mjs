import { ratioOf, spreadOf } from '../statistics.mjs'
import { amount, ratio } from './figures.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../comparison.mjs').Contestant} Contestant */
/** @typedef {import('../comparison.mjs').NodeResults} NodeResults */

/** One comparison on every version of Node that it was made on. @typedef {{ version: string, comparison: Comparison }} Column */

/** The comparisons of a group, each as a section of its own. */
export function sectionsOf(/** @type {string} */ group, /** @type {readonly NodeResults[]} */ all) {
  const names = new Set(
    all.flatMap((each) => each.comparisons.filter((one) => one.group === group).map(({ name }) => name)),
  )
  return [...names].map((name) => section(columnsOf(group, name, all))).join('\n\n')
}

/** @returns {Column[]} */
function columnsOf(/** @type {string} */ group, /** @type {string} */ name, /** @type {readonly NodeResults[]} */ all) {
  return all.flatMap(({ version, comparisons }) => {
    const comparison = comparisons.find((one) => one.group === group && one.name === name)
    return comparison === undefined ? [] : [{ version, comparison }]
  })
}

function section(/** @type {Column[]} */ columns) {
  const [{ comparison }] = columns
  const { title, unit, contestants } = comparison
  const reference = contestants.find(({ name }) => name === comparison.reference)?.title ?? comparison.reference
  const parts = [`### ${title}`, `Times the ${unit} of ${plain(reference)}.`, table(columns, ratioCell)]
  if (contestants.some(({ cpu }) => cpu !== undefined))
    parts.push(folded('Processor time of the server a request, µs', table(columns, cpuCell)))
  if (contestants.some(({ more }) => more !== undefined)) parts.push(moreTables(columns))
  return parts.join('\n\n')
}

/** @param {Column[]} columns @param {(contestant: Contestant, comparison: Comparison) => string} cell */
function table(columns, cell) {
  const titles = new Map(
    columns.flatMap(({ comparison }) => comparison.contestants.map(({ name, title }) => [name, title])),
  )
  const head = ['', ...columns.map(({ version }) => `Node ${version.split('.')[0]}`)]
  const rows = [...titles].map(([name, title]) => [
    title,
    ...columns.map(({ comparison }) => {
      const contestant = comparison.contestants.find((one) => one.name === name)
      return contestant === undefined ? '' : cell(contestant, comparison)
    }),
  ])
  return [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** The reference tells how much it was; the others how many times as much. */
function ratioCell(
  /** @type {Contestant} */ { name, rounds, skipped },
  /** @type {Comparison} */ { reference, contestants },
) {
  if (rounds === undefined) return skipped ?? ''
  const base = contestants.find((one) => one.name === reference)?.rounds
  if (name === reference || base === undefined) return `${amount(spreadOf(rounds).median)}/s`
  return ratio(ratioOf(rounds, base))
}

function cpuCell(/** @type {Contestant} */ { cpu }) {
  return cpu === undefined ? '' : amount(spreadOf(cpu).median)
}

/** What else was seen, a table each. */
function moreTables(/** @type {Column[]} */ columns) {
  const names = new Set(
    columns.flatMap(({ comparison }) => comparison.contestants.flatMap(({ more }) => Object.keys(more ?? {}))),
  )
  return [...names]
    .map((name) => `${name[0].toUpperCase()}${name.slice(1)}:\n\n${table(columns, ({ more }) => more?.[name] ?? '')}`)
    .join('\n\n')
}

function folded(/** @type {string} */ summary, /** @type {string} */ content) {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`
}

function plain(/** @type {string} */ text) {
  return text.replaceAll('**', '')
}
