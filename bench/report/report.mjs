import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { cpus, release, totalmem, type } from 'node:os'
import { precisions } from '../comparison.mjs'
import { scenarios } from '../http/scenarios.mjs'
import { databaseVersion } from '../service/database.mjs'
import { ratioOf } from '../statistics.mjs'
import { barChart } from './bar-chart.mjs'
import { amount, cpuText, ratioText, table } from './figures.mjs'
import { targets } from './targets.mjs'

/** @typedef {import('../comparison.mjs').Comparison} Comparison */
/** @typedef {import('../comparison.mjs').NodeResults} NodeResults */

const folder = new URL('../../docs/', import.meta.url)

/** The major version whose figures stand in the tables of a single Node: the newest with long-term support. */
const recommended = 24

const pictures = [
  { name: 'small-json', title: 'Small JSON object: requests a second, times Express by hand' },
  { name: 'list-xml', title: '100-item list in XML: requests a second, times Express with xml2js' },
  { name: 'decode-xml-order', title: 'Small order read from XML and validated, times xml2js with zod' },
]

/** Writes docs/benchmarks.md and its pictures. @param {readonly NodeResults[]} all @param {string} load the load generator */
export async function writeReport(all, load) {
  const drawn = pictures.filter(({ name }) => all.some((results) => find(results, name) !== undefined))
  for (const { name, title } of drawn)
    await writeFile(new URL(`benchmarks-${name}.svg`, folder), chartOf(name, title, all))
  const one = all.find(({ version }) => majorOf(version) === recommended) ?? all[all.length - 1]
  const tables = [httpTable(one), microTable(one), serviceTable(one), typesTable(one)].filter(
    (text) => text !== undefined,
  )
  await writeFile(
    new URL('benchmarks.md', folder),
    [
      heading,
      headline(all),
      ...drawn.map(({ name, title }) => `![${title}](benchmarks-${name}.svg)`),
      ...tables,
      await circumstances(all, load),
      '',
    ]
      .join('\n\n')
      .trimEnd()
      .concat('\n'),
  )
}

const heading = `# Benchmarks

<!-- written by \`npm run bench\`; do not edit -->

The end-ware and its peers, side by side: every round measures every contestant, in changing order, after a warm-up. A cell is the median
of the ratios of single rounds, with half the width of its 90 % interval. Rounds continue until promised ratios are known to
±${precisions.promised * 100} % and others to ±${precisions.other * 100} %; an asterisk marks a ratio that was not, because the limit of rounds came
first. "cpu" is the ratio of processor times a request, which does not depend on the load generator; less is better. Before anything is
measured, the answers are compared: the same status, media type and value. Ratios of one machine are no promise for another.`

function headline(/** @type {readonly NodeResults[]} */ all) {
  const rows = targets.map(({ work, against, least, comparison, own, reference }) => [
    work,
    against,
    ...all.map((results) => {
      const found = find(results, comparison)
      const promised = least(majorOf(results.version))
      const text =
        found && ratioText(found, own, reference, promised === undefined ? precisions.other : precisions.promised)
      if (found === undefined || text === undefined) return 'not measured'
      const cpu = cpuText(found, own, reference)
      const verdict =
        promised === undefined
          ? ''
          : isMet(found, own, reference, promised)
            ? `, ≥ ${promised}`
            : `, **below ${promised}**`
      return `${text}${cpu === undefined ? '' : `, cpu ${cpu}`}${verdict}`
    }),
  ])
  const head = ['work', 'times the requests/s of', ...all.map(({ version }) => `Node ${majorOf(version)}`)]
  return `## Headlines\n\n${table(head, rows, 2)}`
}

/** @param {Comparison} comparison @param {string} own @param {string} reference @param {number} promised */
function isMet({ contestants }, own, reference, promised) {
  const [values, others] = [own, reference].map((name) => contestants.find((one) => one.name === name)?.rounds ?? [])
  return ratioOf(values, others).median >= promised
}

/** The peers by scenario. */
function httpTable(/** @type {NodeResults} */ results) {
  const found = scenarios.flatMap(({ name }) => find(results, name) ?? [])
  if (found.length === 0) return undefined
  const titles = new Map(found.flatMap(({ contestants }) => contestants.map(({ name, title }) => [name, title])))
  const rows = [...titles]
    .filter(([name]) => !name.includes(':'))
    .map(([name, title]) => [
      title,
      ...found.map((comparison) => {
        const own = comparison.contestants.find((one) => one.name === name)
        if (own === undefined) return ''
        if (own.rounds === undefined) return own.skipped ?? ''
        return name === comparison.reference
          ? `${amount(own.rounds)}/s`
          : (ratioText(comparison, name, comparison.reference) ?? '')
      }),
    ])
  return `## Peers on Node ${majorOf(results.version)}\n\nRequests a second, times the contestant whose cell has requests/s.\n\n${table(['', ...found.map(({ title }) => title)], rows)}`
}

/** XML in one process. */
function microTable(/** @type {NodeResults} */ results) {
  const found = results.comparisons.filter(({ group }) => group === 'micro')
  if (found.length === 0) return undefined
  const rows = found.map((comparison) => [
    comparison.title,
    ...['endware-schema', 'endware', 'xml2js', 'fast-xml-parser', 'stringify', 'parse'].map((name) => {
      const own = comparison.contestants.find((one) => one.name === name)?.rounds
      if (own === undefined) return ''
      return name === comparison.reference
        ? `${amount(own)}/s`
        : (ratioText(comparison, name, comparison.reference) ?? '')
    }),
  ])
  const head = [
    '',
    '**end-ware**, writing with schema',
    '**end-ware**',
    'xml2js',
    'fast-xml-parser',
    '`JSON.stringify`',
    '`JSON.parse`',
  ]
  return `## XML on Node ${majorOf(results.version)}\n\nTimes the contestant whose cell has times/s.\n\n${table(head, rows)}`
}

/** The shop beside the same by hand. */
function serviceTable(/** @type {NodeResults} */ results) {
  const found = results.comparisons.filter(
    ({ group, contestants }) => group === 'service' && contestants.some(({ rounds }) => rounds),
  )
  if (found.length === 0) return undefined
  const names = [...new Set(found.flatMap(({ contestants }) => Object.keys(contestants[0].more ?? {})))]
  const rows = found.flatMap((comparison) =>
    comparison.contestants.map(({ name, title, rounds = [], cpu, more = {} }) => [
      `${comparison.title}: ${title}`,
      name === comparison.reference ? `${amount(rounds)}/s` : (ratioText(comparison, name, comparison.reference) ?? ''),
      cpu === undefined ? '' : amount(cpu),
      ...names.map((observation) => more[observation] ?? ''),
    ]),
  )
  const head = ['', 'requests/s', 'cpu, µs', ...names]
  return `## The shop on Node ${majorOf(results.version)}

"By hand" is the same on Express and knex ([bench/service](../bench/service)). Its transaction for an order takes five round trips, that of the
shop four. The requests without records and metrics, and those with both, are of one process.

${table(head, rows)}`
}

/** The cost of type-checking. */
function typesTable(/** @type {NodeResults} */ results) {
  const found = find(results, 'types')
  if (found === undefined) return undefined
  const rows = found.contestants.map(({ title, more = {} }) => [title, ...Object.values(more)])
  return `## Type-checking 300 routes with contracts

${table(['', ...Object.keys(found.contestants[0].more ?? {})], rows)}

Each route of the first row makes two objects of zod more than express-zod-api, which has one schema for all input. These two are the difference.`
}

async function circumstances(/** @type {readonly NodeResults[]} */ all, /** @type {string} */ load) {
  const database = await databaseVersion()
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const versions = ['express', 'express-zod-api', 'fast-xml-parser', 'fastify', 'hono', '@nestjs/core', 'xml2js', 'zod']
  return `## Circumstances

\`\`\`
${[...new Set(all.flatMap(({ comparisons }) => comparisons.flatMap(({ command = [] }) => command)))].join('\n')}
\`\`\`

${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}; Node ${all.map(({ version, date }) => `${version} (${date})`).join(', ')};
the server on one core, the load generator (${load}) on another, 32 connections where no others are named${database === undefined ? '' : `; PostgreSQL ${database} on the same machine`};
${versions.map((name) => `${name} ${dependencies[name]}`).join(', ')}.`
}

/** @param {string} name @param {string} title @param {readonly NodeResults[]} all */
function chartOf(name, title, all) {
  const columns = all.flatMap((results) => {
    const comparison = find(results, name)
    return comparison === undefined ? [] : [{ series: `Node ${majorOf(results.version)}`, comparison }]
  })
  const rows = columns[0].comparison.contestants
    .filter((one) => !one.name.includes(':') && one.name !== 'parse')
    .map((one) => ({
      label: one.title.replaceAll(/[*`]/g, ''),
      strong: one.title.startsWith('**'),
      values: columns.map(({ comparison: { contestants, reference } }) => {
        const own = contestants.find((each) => each.name === one.name)?.rounds
        const base = contestants.find((each) => each.name === reference)?.rounds
        return own === undefined || base === undefined ? undefined : ratioOf(own, base).median
      }),
    }))
  return barChart({ title, series: columns.map(({ series }) => series), rows })
}

function find(/** @type {NodeResults} */ { comparisons }, /** @type {string} */ name) {
  return comparisons.find((one) => one.name === name)
}

function majorOf(/** @type {string} */ version) {
  return Number(version.split('.')[0])
}
