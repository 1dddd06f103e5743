import { ratioOf } from '../statistics.mjs'
import { ratio } from './figures.mjs'

/** @typedef {import('../comparison.mjs').NodeResults} NodeResults */

/**
 * A figure that the design promises.
 *
 * @typedef {object} Target
 * @property {string} work
 * @property {string} against
 * @property {(major: number) => number} least
 * @property {(major: number) => [comparison: string, contestant: string, reference: string]} where
 */

/** On Node 20 and 22 Express owes its speed to the server of the library. */
const onExpress = (/** @type {number} */ major) => (major < 24 ? 'endware-create-server' : 'endware-express')
const contract = 'endware-express-contract'

/** @type {Target[]} */
const targets = [
  {
    work: 'Small JSON object, Express 5 + end-ware (`createServer` on 20 and 22)',
    against: 'the same endpoint by hand, `res.json`',
    least: (major) => (major < 24 ? 3.5 : major < 26 ? 1.4 : 1.8),
    where: (major) => ['small-json', onExpress(major), 'express'],
  },
  {
    work: 'the same',
    against: 'Fastify 5 returning the value',
    least: () => 0.9,
    where: (major) => ['small-json', onExpress(major), 'fastify'],
  },
  {
    work: 'the same on plain `node:http`',
    against: 'Fastify 5',
    least: () => 1,
    where: () => ['small-json', 'endware-node', 'fastify'],
  },
  {
    work: 'the same on plain `node:http`',
    against: 'a hand-written `node:http` handler',
    least: () => 0.9,
    where: () => ['small-json', 'endware-node', 'node'],
  },
  {
    work: 'Small object in XML',
    against: 'Express `res.format` + xml2js',
    least: () => 5,
    where: (major) => ['small-xml', onExpress(major), 'express-format'],
  },
  {
    work: '100-item list in XML',
    against: 'Express `res.format` + xml2js',
    least: () => 8,
    where: (major) => ['list-xml', onExpress(major), 'express-format'],
  },
  {
    work: 'Small object in XML',
    against: "the same endpoint's JSON",
    least: () => 0.9,
    where: () => ['small-xml', contract, `${contract}:small-json`],
  },
  {
    work: '100-item list in XML',
    against: "the same endpoint's JSON",
    least: () => 0.6,
    where: () => ['list-xml', contract, `${contract}:list-json`],
  },
  {
    work: 'XML body of a small order, read and validated',
    against: 'xml2js + zod',
    least: () => 4,
    where: () => ['read-order', 'endware', 'xml2js'],
  },
  {
    work: 'Small JSON object with a contract for the response (10 % more time at most)',
    against: 'the same endpoint without',
    least: () => 0.91,
    where: () => ['small-json', contract, 'endware-express'],
  },
]

/** The promises and what was measured, as a table. */
export function targetTable(/** @type {readonly NodeResults[]} */ all) {
  const head = ['work', 'against', ...all.map(({ version }) => `Node ${version.split('.')[0]}`)]
  const rows = targets.map((target) => [target.work, target.against, ...all.map((results) => cell(target, results))])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function cell(/** @type {Target} */ { least, where }, /** @type {NodeResults} */ { version, comparisons }) {
  const major = Number(version.split('.')[0])
  const [comparison, contestant, reference] = where(major)
  const contestants = comparisons.find(({ name }) => name === comparison)?.contestants
  const roundsOf = (/** @type {string} */ name) => contestants?.find((one) => one.name === name)?.rounds
  const [own, others] = [roundsOf(contestant), roundsOf(reference)]
  if (own === undefined || others === undefined) return `≥ ${least(major)}: not measured`
  const measured = ratioOf(own, others)
  return `≥ ${least(major)}: **${ratio(measured)}** ${measured.median >= least(major) ? 'met' : 'not met'}`
}
