/**
 * A ratio that the design promises or that readers ask for.
 *
 * @typedef {object} Target
 * @property {string} work
 * @property {string} against
 * @property {(major: number) => number | undefined} least `undefined` where nothing is promised
 * @property {string} comparison
 * @property {string} own
 * @property {string} reference
 */

/** @type {Target[]} */
export const targets = [
  target(
    'Small JSON object on Express 5, `createServer`',
    '`res.json`',
    byNode(3.5, 1.4, 1.8),
    'small-json',
    'endware-server',
    'express',
  ),
  target('the same, Node’s server', '`res.json`', byNode(undefined, 1.4, 1.8), 'small-json', 'endware', 'express'),
  target('the same, `createServer`', 'Fastify 5', always(0.9), 'small-json', 'endware-server', 'fastify'),
  target('the same on `node:http`', 'Fastify 5', always(1), 'small-json', 'endware-node', 'fastify'),
  target('the same on `node:http`', '`node:http` by hand', always(0.9), 'small-json', 'endware-node', 'node'),
  target(
    'the same with a contract',
    'without',
    always(0.91),
    'small-json',
    'endware-server-contract',
    'endware-server',
  ),
  target(
    '100-item JSON list, `createServer`',
    '`res.json`',
    always(undefined),
    'list-json',
    'endware-server',
    'express',
  ),
  target(
    'Small object in XML, `createServer`',
    '`res.format` and xml2js',
    always(5),
    'small-xml',
    'endware-server',
    'express-format',
  ),
  target(
    '100-item XML list with a contract',
    '`res.format` and xml2js',
    always(8),
    'list-xml',
    'endware-server-contract',
    'express-format',
  ),
  target(
    'Small object in XML with a contract',
    'the same in JSON',
    always(0.9),
    'small-xml',
    'endware-server-contract',
    'endware-server-contract:small-json',
  ),
  target(
    '100-item list in XML with a contract',
    'the same in JSON',
    always(0.6),
    'list-xml',
    'endware-server-contract',
    'endware-server-contract:list-json',
  ),
  target(
    'Read a product of the shop, with its record and metrics',
    'without',
    always(0.95),
    'read-50-observation',
    'observed',
    'unobserved',
  ),
  target('Small XML order, read and validated', 'xml2js and zod', always(4), 'decode-xml-order', 'endware', 'xml2js'),
]

/** Lists the pairs of contestants of a comparison for which something is promised. @returns {[own: string, reference: string][]} */
export function pairsOf(/** @type {string} */ comparison) {
  return targets
    .filter((one) => one.comparison === comparison && one.least(24) !== undefined)
    .map(({ own, reference }) => [own, reference])
}

/**
 * @param {string} work
 * @param {string} against
 * @param {Target['least']} least
 * @param {string} comparison
 * @param {string} own
 * @param {string} reference
 * @returns {Target}
 */
function target(work, against, least, comparison, own, reference) {
  return { work, against, least, comparison, own, reference }
}

function always(/** @type {number | undefined} */ least) {
  return () => least
}

/** Express became faster in Node 24, and slower in 26. */
function byNode(/** @type {number | undefined} */ before, /** @type {number} */ node24, /** @type {number} */ node26) {
  return (/** @type {number} */ major) => (major < 24 ? before : major < 26 ? node24 : node26)
}
