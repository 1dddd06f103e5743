import { inspect } from 'node:util'
import {
  created,
  forbidden,
  httpError,
  internalServerError,
  noContent,
  notFound,
  ok,
  problem,
  resetContent,
  seeOther,
  status,
} from '@endware/restapi'
import { expect } from '@jest/globals'

/** One row of the ladder: an outcome and the answer that the client gets. */
export interface Row {
  readonly name: string
  readonly outcome: unknown
  readonly status: number
  /** The value of the JSON content; absent for an answer without content. */
  readonly value?: unknown
  /** Ready content, which is not negotiated. */
  readonly ready?: { readonly type: string; readonly text: string }
  readonly headers?: Readonly<Record<string, string>>
  /** The code in the report for `onFailure`. */
  readonly reported?: string
  readonly problem?: boolean
}

const frozen = Object.freeze(new Error('a secret'))
const circular: Record<string, unknown> = {}
circular.self = circular
const thrower = {
  get secret(): string {
    throw new Error('a secret')
  },
}

const internal = { status: 500, error: 'Internal Server Error', path: '/row' }
export const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

export const returned: readonly Row[] = [
  { name: 'undefined', outcome: undefined, status: 204 },
  { name: 'null', outcome: null, status: 204 },
  { name: 'the integer 200', outcome: 200, status: 200 },
  { name: 'the integer 202', outcome: 202, status: 202 },
  { name: 'the integer 404', outcome: 404, status: 404 },
  { name: 'the integer 599', outcome: 599, status: 599 },
  { name: 'the number 0', outcome: 0, status: 500, value: internal, reported: 'invalid-status' },
  { name: 'the number 199', outcome: 199, status: 500, value: internal, reported: 'invalid-status' },
  { name: 'the number 600', outcome: 600, status: 500, value: internal, reported: 'invalid-status' },
  { name: 'the number 200.5', outcome: 200.5, status: 500, value: internal, reported: 'invalid-status' },
  { name: 'NaN', outcome: Number.NaN, status: 500, value: internal, reported: 'invalid-status' },
  { name: 'ok()', outcome: ok(), status: 200 },
  { name: 'ok(value)', outcome: ok({ a: 'b' }), status: 200, value: { a: 'b' } },
  { name: 'ok(404), a number as a value', outcome: ok(404), status: 200, value: 404 },
  { name: 'ok(null), null as a value', outcome: ok(null), status: 200, value: null },
  {
    name: 'created(value, location)',
    outcome: created({ id: 'x' }, '/things/x y'),
    status: 201,
    value: { id: 'x' },
    headers: { location: '/things/x%20y' },
  },
  { name: 'noContent()', outcome: noContent(), status: 204 },
  {
    name: 'noContent() with a field',
    outcome: noContent().withHeader('x-a', 'b'),
    status: 204,
    headers: { 'x-a': 'b' },
  },
  { name: 'resetContent()', outcome: resetContent(), status: 205 },
  { name: 'seeOther(location)', outcome: seeOther('/else'), status: 303, headers: { location: '/else' } },
  { name: 'status(207, value)', outcome: status(207, { part: 'one' }), status: 207, value: { part: 'one' } },
  {
    name: 'status(404, value), which is a result',
    outcome: status(404, { my: 'own' }),
    status: 404,
    value: { my: 'own' },
  },
  {
    name: 'ready content',
    outcome: ok().withContent('a,b\r\n', 'text/csv; charset=utf-8'),
    status: 200,
    ready: { type: 'text/csv; charset=utf-8', text: 'a,b\r\n' },
  },
  {
    name: 'a Link',
    outcome: ok({ a: 'b' }).withLink('/p?after=é', { rel: 'next' }),
    status: 200,
    value: { a: 'b' },
    headers: { link: '</p?after=%C3%A9>; rel="next"' },
  },
  {
    name: 'a Uint8Array',
    outcome: new TextEncoder().encode('bytes'),
    status: 200,
    ready: { type: 'application/octet-stream', text: 'bytes' },
  },
  { name: 'an empty Uint8Array', outcome: new Uint8Array(0), status: 204 },
  { name: 'an object', outcome: { name: 'Köln & "<Bonn>"' }, status: 200, value: { name: 'Köln & "<Bonn>"' } },
  { name: 'an array', outcome: [{ n: 'a' }, { n: 'b' }], status: 200, value: [{ n: 'a' }, { n: 'b' }] },
  { name: 'a string', outcome: 'text', status: 200, value: 'text' },
  { name: 'an empty string', outcome: '', status: 200, value: '' },
  { name: 'true', outcome: true, status: 200, value: true },
  { name: 'a Date', outcome: new Date(0), status: 200, value: '1970-01-01T00:00:00.000Z' },
  { name: 'a Map', outcome: new Map([['k', 'v']]), status: 200, value: { k: 'v' } },
  { name: 'a Set', outcome: new Set(['a', 'b']), status: 200, value: ['a', 'b'] },
  { name: 'a bigint', outcome: 2n ** 70n, status: 200, value: '1180591620717411303424' },
  { name: 'a circular object', outcome: circular, status: 500, value: internal, reported: 'encode-failed' },
  { name: 'an object whose getter throws', outcome: thrower, status: 500, value: internal, reported: 'encode-failed' },
  { name: 'a function', outcome: ok(() => 'x'), status: 500, value: internal, reported: 'encode-failed' },
  { name: 'a symbol', outcome: Symbol('x'), status: 500, value: internal, reported: 'encode-failed' },
]

export const failures: readonly Row[] = [
  { name: 'notFound()', outcome: notFound(), status: 404, value: { status: 404, error: 'Not Found', path: '/row' } },
  {
    name: 'notFound(message) with fields, help and a property',
    outcome: notFound('no such row').withHeader('retry-after', 5).withHelp('try another').withProperty('tried', 'x'),
    status: 404,
    value: {
      status: 404,
      error: 'Not Found',
      message: 'no such row',
      help: 'try another',
      path: '/row',
      additional: { tried: 'x' },
    },
    headers: { 'retry-after': '5' },
  },
  {
    name: 'an HttpError whose cause was not made for showing',
    outcome: forbidden('keep out', { cause: new Error('a secret') }),
    status: 403,
    value: { status: 403, error: 'Forbidden', message: 'keep out', path: '/row' },
  },
  {
    name: 'an HttpError whose cause was made for showing',
    outcome: httpError(409, 'cannot ship', { cause: httpError(404, 'no such address') }),
    status: 409,
    value: { status: 409, error: 'Conflict', message: 'no such address: cannot ship', path: '/row' },
  },
  {
    name: 'internalServerError(message), which the developer asked to show',
    outcome: internalServerError('the printer is on fire', { cause: new Error('a secret') }),
    status: 500,
    value: { ...internal, message: 'the printer is on fire' },
    reported: 'internal-server-error',
  },
  {
    name: 'a Problem',
    outcome: problem({ status: 409, type: '/problems/sold-out', title: 'Sold out', detail: 'none left', sku: 'A1' }),
    status: 409,
    value: { type: '/problems/sold-out', title: 'Sold out', status: 409, detail: 'none left', sku: 'A1' },
    problem: true,
  },
  { name: 'an Error', outcome: new Error('a secret'), status: 500, value: internal, reported: 'unexpected-error' },
  { name: 'a frozen Error', outcome: frozen, status: 500, value: internal, reported: 'unexpected-error' },
  {
    name: 'an Error with status 200',
    outcome: Object.assign(new Error('a secret'), { status: 200 }),
    status: 500,
    value: internal,
    reported: 'unexpected-error',
  },
  {
    name: "an Error with an upstream's 404",
    outcome: Object.assign(new Error('a secret'), { status: 404 }),
    status: 500,
    value: internal,
    reported: 'unexpected-error',
  },
  {
    name: "another middleware's 4xx that may be shown",
    outcome: Object.assign(new Error('too many parts'), { status: 413, expose: true }),
    status: 413,
    value: { status: 413, error: 'Content Too Large', message: 'too many parts', path: '/row' },
  },
  {
    name: 'a 5xx that says it may be shown',
    outcome: Object.assign(new Error('a secret'), { status: 503, expose: true }),
    status: 500,
    value: internal,
    reported: 'unexpected-error',
  },
]

/** Values that are a success when they are returned, and a 500 when they are thrown. */
export const thrownOnly: readonly Row[] = [
  undefined,
  null,
  'nope',
  '',
  200,
  204,
  404,
  true,
  Symbol('x'),
  10n,
  {},
  [],
  ok({}),
  noContent(),
  status(404, 'x'),
  new Uint8Array(2),
  () => 1,
].map((outcome) => ({
  name: inspect(outcome, { depth: -1 }),
  outcome,
  status: 500,
  value: internal,
  reported: 'unexpected-throw',
}))
