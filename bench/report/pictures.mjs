import { ratioOf } from '../statistics.mjs'
import { barChart } from './bar-chart.mjs'

/** @typedef {import('../comparison.mjs').NodeResults} NodeResults */

/** The headlines. */
const headlines = [
  {
    file: 'benchmarks-small-json.svg',
    name: 'small-json',
    title: 'Small JSON object: requests a second, times Express by hand',
    leaveOut: ['express-format'],
  },
  {
    file: 'benchmarks-list-xml.svg',
    name: 'list-xml',
    title: '100-item list in XML: requests a second, times Express with xml2js',
    leaveOut: [],
  },
  {
    file: 'benchmarks-read-order.svg',
    name: 'read-order',
    title: 'Small order read from XML and validated, times xml2js with zod',
    leaveOut: ['json'],
  },
]

/** The pictures that the results are enough for. @returns {{ file: string, title: string, svg: string }[]} */
export function picturesOf(/** @type {readonly NodeResults[]} */ all) {
  return headlines.flatMap(({ file, name, title, leaveOut }) => {
    const columns = all.flatMap(({ version, comparisons }) => {
      const comparison = comparisons.find((one) => one.name === name)
      return comparison === undefined ? [] : [{ series: `Node ${version.split('.')[0]}`, comparison }]
    })
    if (columns.length === 0) return []
    const rows = columns[0].comparison.contestants
      .filter((one) => !leaveOut.includes(one.name) && !one.name.includes(':'))
      .map((one) => ({
        label: one.title.replaceAll(/[*`]/g, ''),
        strong: one.title.startsWith('**'),
        values: columns.map(({ comparison: { contestants, reference } }) => {
          const own = contestants.find((each) => each.name === one.name)?.rounds
          const base = contestants.find((each) => each.name === reference)?.rounds
          return own === undefined || base === undefined ? undefined : ratioOf(own, base).median
        }),
      }))
    return [{ file, title, svg: barChart({ title, series: columns.map(({ series }) => series), rows }) }]
  })
}
