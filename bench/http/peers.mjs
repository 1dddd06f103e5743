/**
 * Who answers. `file` is a module in peers/ that exports `listen()`, which serves on a free port of 127.0.0.1 and resolves to it, or to
 * the reason why it cannot.
 *
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} title
 * @property {string} file
 * @property {Record<string, unknown>} [options] for `listen`
 * @property {string[]} answers names of scenarios
 * @property {string} [needs] the least version of Node
 * @property {boolean} [quick] whether it is part of a quick run
 */

const json = ['small-json', 'list-json', 'post-json', 'not-found', 'not-modified', 'stream-ndjson']
const withoutStream = ['small-json', 'list-json', 'post-json', 'not-found']
const xml = ['small-xml', 'list-xml', 'post-xml']

/** @type {Peer[]} */
export const peers = [
  { name: 'express', title: 'Express 5 by hand, `res.json`', file: 'express.mjs', answers: json, quick: true },
  {
    name: 'express-tuned',
    title: 'Express 5 by hand, without `etag` and `x-powered-by`',
    file: 'express.mjs',
    options: { tuned: true },
    answers: ['small-json', 'list-json', 'not-found'],
  },
  {
    name: 'express-format',
    title: 'Express 5 by hand, `res.format` + xml2js',
    file: 'express-format.mjs',
    answers: ['small-json', 'list-json', ...xml],
    quick: true,
  },
  {
    name: 'endware-express',
    title: '**end-ware** on Express 5',
    file: 'endware-express.mjs',
    answers: [...json, ...xml],
    quick: true,
  },
  {
    name: 'endware-express-contract',
    title: '**end-ware** on Express 5, with contracts',
    file: 'endware-express.mjs',
    options: { contract: true },
    answers: ['small-json', 'list-json', 'post-json', ...xml],
    quick: true,
  },
  {
    name: 'endware-create-server',
    title: '**end-ware** on Express 5, `createServer`',
    file: 'endware-express.mjs',
    options: { createServer: true },
    answers: [...json, ...xml],
    quick: true,
  },
  {
    name: 'endware-create-server-contract',
    title: '**end-ware** on Express 5, `createServer`, with contracts',
    file: 'endware-express.mjs',
    options: { createServer: true, contract: true },
    answers: ['small-json', 'list-json', 'post-json', ...xml],
  },
  {
    name: 'endware-node',
    title: '**end-ware** on `node:http`',
    file: 'endware-node.mjs',
    answers: [...json, ...xml],
    quick: true,
  },
  {
    name: 'endware-node-contract',
    title: '**end-ware** on `node:http`, with contracts',
    file: 'endware-node.mjs',
    options: { contract: true },
    answers: ['small-json', 'list-json', 'post-json', ...xml],
  },
  { name: 'fastify', title: 'Fastify 5', file: 'fastify.mjs', answers: json, quick: true },
  {
    name: 'fastify-schema',
    title: 'Fastify 5 with schemas',
    file: 'fastify.mjs',
    options: { schemas: true },
    answers: ['small-json', 'list-json', 'post-json'],
  },
  { name: 'hono', title: 'Hono 4 on Node', file: 'hono.mjs', answers: json },
  { name: 'h3', title: 'h3 2', file: 'h3.mjs', answers: json },
  { name: 'koa', title: 'Koa 3', file: 'koa.mjs', answers: json },
  {
    name: 'express-zod-api',
    title: 'express-zod-api',
    file: 'express-zod-api.mjs',
    answers: withoutStream,
    needs: '22.19',
  },
  { name: 'nest', title: 'NestJS 12 on Express', file: 'nest.mjs', answers: withoutStream },
  { name: 'node', title: '`node:http` by hand', file: 'node.mjs', answers: json, quick: true },
]
