/**
 * A server of the comparison. `file` is a module in peers/ that exports `listen(options)`, which serves on a free port of 127.0.0.1
 * and resolves to the port.
 *
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} title
 * @property {string} file
 * @property {Record<string, unknown>} [options] for `listen`
 * @property {string[]} answers names of scenarios
 * @property {string} [needs] the least version of Node
 * @property {boolean} [quick] true if it is part of a quick run
 */

const json = ['small-json', 'list-json', 'post-json', 'not-found']
const xml = ['small-xml', 'list-xml', 'post-xml']
const all = [...json, 'stream-ndjson', ...xml]

/** @type {Peer[]} */
export const peers = [
  peer('express', 'Express 5, `res.json`', 'express', [...json, 'stream-ndjson'], { quick: true }),
  peer('express-format', 'Express 5, `res.format` and xml2js', 'express-format', xml, { quick: true }),
  peer('endware', '**end-ware** on Express 5', 'endware', all, { quick: true }),
  peer('endware-contract', '**end-ware** on Express 5, with contracts', 'endware', all, {
    options: { contract: true },
  }),
  peer('endware-server', '**end-ware** on Express 5, `createServer`', 'endware', all, {
    options: { server: 'createServer' },
    quick: true,
  }),
  peer('endware-server-contract', '**end-ware** on Express 5, `createServer`, with contracts', 'endware', all, {
    options: { server: 'createServer', contract: true },
    quick: true,
  }),
  peer('endware-node', '**end-ware** on `node:http`', 'endware', all, { options: { server: 'node' }, quick: true }),
  peer('fastify', 'Fastify 5', 'fastify', [...json, 'stream-ndjson'], { quick: true }),
  peer('fastify-schema', 'Fastify 5 with schemas', 'fastify', json.slice(0, 3), { options: { schemas: true } }),
  peer('hono', 'Hono 4', 'hono', [...json, 'stream-ndjson']),
  peer('express-zod-api', 'express-zod-api', 'express-zod-api', json, { needs: '22.19' }),
  peer('nest', 'NestJS 12 on Express', 'nest', json),
  peer('node', '`node:http`', 'node', [...json, 'stream-ndjson'], { quick: true }),
]

/**
 * @param {string} name
 * @param {string} title
 * @param {string} file
 * @param {string[]} answers
 * @param {Partial<Peer>} [rest]
 * @returns {Peer}
 */
function peer(name, title, file, answers, rest) {
  return { name, title, file: `${file}.mjs`, answers, ...rest }
}
