import { endware, isProblem, isProblemType, problemType, TypedProblem } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'
import { parseXml, xmlRoot } from '../../support/both-formats.js'

const outOfStock = problemType({
  type: '/problems/out-of-stock',
  title: 'Not enough in stock',
  status: 409,
  extensions: z.object({ sku: z.string(), left: z.int() }),
  description: 'Somebody else was quicker.',
  example: { detail: 'only 2 are left', sku: 'LAN-1', left: 2 },
})
const closed = problemType({ type: 'https://shop.example/problems/closed', title: 'The shop is closed', status: 503 })

const api = endware({ onFailure: () => {}, validation: 'responses' })
const routes = api.routes(Router())
const responses = { 204: null }
routes.get('/declared', { responses, problems: [outOfStock] }, () => outOfStock({ sku: 'LAN-1', left: 2 }))
// @ts-expect-error the contract lists another problem only
routes.get('/wrong', { responses, problems: [closed] }, () => outOfStock({ sku: 'LAN-1', left: 2 }))
// @ts-expect-error the contract lists no problem
routes.get('/none', { responses }, () => closed())

const app = express()
  .use(routes)
  .use(api.problems(Router(), [outOfStock, closed]))
  .use(api.fallback())

describe('an occurrence', () => {
  test('has the type, title and status of its declaration, and members of its own', () => {
    const problem = outOfStock({ sku: 'LAN-1', left: 2 }, { detail: 'only 2', instance: '/orders/7' })
    expect(isProblem(problem)).toBe(true)
    expect(problem.members).toEqual({
      type: '/problems/out-of-stock',
      title: 'Not enough in stock',
      status: 409,
      detail: 'only 2',
      instance: '/orders/7',
      sku: 'LAN-1',
      left: 2,
    })
  })

  test('keeps its type in copies with header fields', () => {
    const problem = outOfStock({ sku: 'LAN-1', left: 2 }, { cause: new Error('the shelf is empty') })
    const copies: readonly TypedProblem<'/problems/out-of-stock'>[] = [
      problem.withHeader('Retry-After', 5),
      problem.withHeaders({ 'Retry-After': 5 }),
      problem.withLink('/stock', { rel: 'help' }),
    ]
    for (const copy of copies) {
      expect(copy).toBeInstanceOf(TypedProblem)
      const { problemType, members, cause, stack } = problem
      expect(copy).toMatchObject({ problemType, members, cause, stack })
      expect(copy.fields).toHaveLength(1)
    }
  })

  test('has no extension with the name of a standard member', () => {
    const loose = problemType({ type: 't:x', title: 'X', status: 400, extensions: z.record(z.string(), z.unknown()) })
    for (const name of ['type', 'title', 'status', 'detail', 'instance']) {
      expect(() => loose({ left: 1, [name]: 'other' })).toThrow(
        new TypeError(`an extension of the problem t:x cannot be called '${name}'`),
      )
    }
  })

  test('does not show its cause', () => {
    const cause = new Error('secret')
    expect(closed({ cause }).cause).toBe(cause)
  })

  test.each([
    ['application/json', 'application/problem+json'],
    ['application/xml', 'application/problem+xml'],
  ])('is answered to %s as %s', async (accept, type) => {
    const answer = await request(app).get('/declared').set('Accept', accept).expect(409)
    expect(answer.type).toBe(type)
    expect(answer.text).toContain('LAN-1')
  })

  test('of a type that the contract does not list is a 500', async () => {
    await request(app).get('/wrong').expect(500)
  })
})

test.each([
  ['type', { type: '', title: 'X', status: 400 }],
  ['title', { type: 't:x', title: '', status: 400 }],
  ['status', { type: 't:x', title: 'X', status: 200 }],
  ['extensions', { type: 't:x', title: 'X', status: 400, extensions: {} }],
  ['instance', { type: 't:x', title: 'X', status: 400, extensions: z.object({ instance: z.string() }) }],
])('a declaration with a wrong %s is refused', (what, declaration) => {
  expect(() => problemType(declaration as never)).toThrow(new RegExp(what))
})

test('a declaration is recognised, and any other value is refused', () => {
  expect([outOfStock, closed(), () => closed(), undefined].map(isProblemType)).toEqual([true, false, false, false])
  expect(outOfStock({ sku: '', left: 0 })).toBeInstanceOf(TypedProblem)
  expect(() => routes.get('/x', { problems: [() => 1] as never }, () => 1)).toThrow(/problemType\(\)/)
})

describe('the routes that describe problems', () => {
  const told = {
    type: '/problems/out-of-stock',
    title: 'Not enough in stock',
    status: 409,
    description: 'Somebody else was quicker.',
    example: {
      type: '/problems/out-of-stock',
      title: 'Not enough in stock',
      status: 409,
      detail: 'only 2 are left',
      sku: 'LAN-1',
      left: 2,
    },
  }

  test('describe a problem in JSON and in XML', async () => {
    expect((await request(app).get('/problems/out-of-stock').expect(200)).body).toEqual(told)
    const { text } = await request(app).get('/problems/out-of-stock').set('Accept', 'application/xml').expect(200)
    expect(await xmlRoot(text)).toEqual({ name: 'problemKind', namespace: '' })
    expect(await parseXml(text)).toMatchObject({ title: told.title, status: '409', example: { left: '2' } })
  })

  test('list all problems, and answer 404 for others', async () => {
    const { body } = await request(app).get('/problems').expect(200)
    expect(body).toEqual([told, expect.objectContaining({ title: 'The shop is closed' })])
    await request(app).get('/problems/else').expect(404)
  })

  test.each([
    ['a type that leads elsewhere', [outOfStock], '/kinds'],
    ['a type without a path', [problemType({ type: 'about:blank', title: 'X', status: 400 })], '/problems'],
    ['two of one name', [outOfStock, outOfStock], '/problems'],
  ])('refuse %s', (_, types, path) => {
    expect(() => api.problems(Router(), types, path)).toThrow(TypeError)
  })
})
