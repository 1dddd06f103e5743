import { ratioOf } from '../statistics.mjs'
import { ratio } from './figures.mjs'

/** @typedef {import('../comparison.mjs').NodeResults} NodeResults */

/**
 * A figure that the design promises.
 *
 * @typedef {object} Target
 * @property {string} work
 * @property {string} against
 * @property {(major: number) => number | undefined} least nothing where nothing is promised
 * @property {() => [comparison: string, contestant: string, reference: string]} where
 */

const served = 'endware-create-server'
const contract = 'endware-express-contract'

/** @type {Target[]} */
const targets = [
  {
    work: 'Small JSON object, Express 5 + end-ware, `createServer`',
    against: 'the same endpoint by hand, `res.json`',
    least: (major) => (major < 24 ? 3.5 : major < 26 ? 1.4 : 1.8),
    where: () => ['small-json', served, 'express'],
  },
  {
    work: 'the same, Node’s own server',
    against: 'the same endpoint by hand, `res.json`',
    least: (major) => (major < 24 ? undefined : major < 26 ? 1.4 : 1.8),
    where: () => ['small-json', 'endware-express', 'express'],
  },
  {
    work: 'the same, `createServer`',
    against: 'Fastify 5 returning the value',
    least: () => 0.9,
    where: () => ['small-json', served, 'fastify'],
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
    work: 'Small object in XML, `createServer`',
    against: 'Express `res.format` + xml2js',
    least: () => 5,
    where: () => ['small-xml', served, 'express-format'],
  },
  {
    work: '100-item list in XML, `createServer`',
    against: 'Express `res.format` + xml2js',
    least: () => 8,
    where: () => ['list-xml', served, 'express-format'],
  },
  {
    work: '100-item list in XML with a contract, `createServer`',
    against: 'Express `res.format` + xml2js',
    least: () => 8,
    where: () => ['list-xml', `${served}-contract`, 'express-format'],
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
  const promised = least(major)
  const [comparison, contestant, reference] = where()
  const contestants = comparisons.find(({ name }) => name === comparison)?.contestants
  const roundsOf = (/** @type {string} */ name) => contestants?.find((one) => one.name === name)?.rounds
  const [own, others] = [roundsOf(contestant), roundsOf(reference)]
  const bound = promised === undefined ? '' : `≥ ${promised}: `
  if (own === undefined || others === undefined) return `${bound}not measured`
  const measured = ratioOf(own, others)
  const verdict = promised === undefined ? '' : measured.median >= promised ? ' met' : ' not met'
  return `${bound}**${ratio(measured)}**${verdict}`
}
