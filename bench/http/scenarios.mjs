import { list } from '../fixtures/list.mjs'
import { order, orderXml, receiptOf } from '../fixtures/order.mjs'
import { small } from '../fixtures/small.mjs'
import { streamed } from './shop.mjs'

/**
 * A request to which all peers give the same answer.
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} title
 * @property {string} reference the peer with which the others are compared
 * @property {string} path
 * @property {string} [method]
 * @property {Record<string, string>} headers
 * @property {string} [body]
 * @property {number} status
 * @property {'json' | 'xml' | 'ndjson'} format of the answer
 * @property {unknown} [value] of the answer, the same in every format
 * @property {[peer: string, scenario: string]} [besides] a peer that answers another scenario in the same rounds
 * @property {boolean} [quick] true if it is part of a quick run
 */

const json = { accept: 'application/json' }
const xml = { accept: 'application/xml' }
const missing = { status: 404, error: 'Not Found', message: 'no such product', path: '/products/unknown' }

/** @type {Scenario[]} */
export const scenarios = [
  {
    name: 'small-json',
    title: 'Small object in JSON',
    reference: 'express',
    path: '/small',
    headers: json,
    status: 200,
    format: 'json',
    value: small,
    quick: true,
  },
  {
    name: 'list-json',
    title: '100-item list in JSON',
    reference: 'express',
    path: '/list',
    headers: json,
    status: 200,
    format: 'json',
    value: list,
  },
  {
    name: 'small-xml',
    title: 'Small object in XML',
    reference: 'express-format',
    path: '/small',
    headers: xml,
    status: 200,
    format: 'xml',
    value: small,
    besides: ['endware-server-contract', 'small-json'],
  },
  {
    name: 'list-xml',
    title: '100-item list in XML',
    reference: 'express-format',
    path: '/list',
    headers: xml,
    status: 200,
    format: 'xml',
    value: list,
    besides: ['endware-server-contract', 'list-json'],
    quick: true,
  },
  {
    name: 'post-json',
    title: 'An order in JSON, validated',
    reference: 'express',
    path: '/orders',
    method: 'POST',
    headers: { ...json, 'content-type': 'application/json' },
    body: JSON.stringify(order),
    status: 201,
    format: 'json',
    value: receiptOf(order),
    quick: true,
  },
  {
    name: 'post-xml',
    title: 'An order in XML, validated, answered in XML',
    reference: 'express-format',
    path: '/orders',
    method: 'POST',
    headers: { ...xml, 'content-type': 'application/xml' },
    body: orderXml,
    status: 201,
    format: 'xml',
    value: receiptOf(order),
  },
  {
    name: 'not-found',
    title: '404 in the envelope',
    reference: 'express',
    path: '/products/unknown',
    headers: json,
    status: 404,
    format: 'json',
    value: missing,
  },
  {
    name: 'stream-ndjson',
    title: 'Stream of 1,000 values as NDJSON',
    reference: 'express',
    path: '/stream',
    headers: { accept: 'application/x-ndjson' },
    status: 200,
    format: 'ndjson',
    value: streamed,
  },
]
