import { endware, type StandardSchema } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import express4 from 'express4'
import request from 'supertest'
import * as v from 'valibot'
import { z } from 'zod'

const api = endware({ onFailure: () => {} })
const WithId = z.object({ id: z.string() })

/** Wires a route of Express 5. */
function wire(path: string, params: StandardSchema): void {
  api.routes(Router()).get(path, { params }, () => 1)
}

describe('params are refused when they require a name that the path lacks', () => {
  const rows: [path: string, params: StandardSchema, message: string][] = [
    ['/things/:sku', WithId, "params require 'id', and the path /things/:sku has 'sku'; rename one of them, or make"],
    ['/things', WithId, "params require 'id', and the path /things has no parameter"],
    ['/things/:identity', WithId, "has 'identity'"],
    ['/things/\\:id', WithId, 'has no parameter'],
    ['/things/id', WithId, 'has no parameter'],
    ['/things/:shelf/*path', z.object({ shelf: z.string(), id: z.int() }), "has 'shelf', 'path'"],
    ['/things/:sku', z.union([WithId, z.object({ key: z.string() })]), "require 'id'"],
  ]
  test.each(rows)('%s', (path, params, message) => {
    expect(() => wire(path, params)).toThrow(message)
  })

  test('on a router of Express 4, too', () => {
    const routes = api.routes(express4.Router())
    expect(() => routes.get('/things/:sku(\\d+)', { params: WithId }, () => 1)).toThrow("has 'sku', '0'")
  })
})

describe('params are taken when the path has the names, or the schema can do without', () => {
  const rows: [path: string, params: StandardSchema][] = [
    ['/things/:id', WithId],
    ['/things{/:id}', WithId],
    ['/things/:"id"', WithId],
    ['/things/:"i\\d"', WithId],
    ['/things/:from-:id', WithId],
    ['/things/*id', z.object({ id: z.array(z.string()) })],
    ['/things/:sku', z.object({ id: z.string().optional() })],
    ['/things/:sku', z.object({ id: z.string().default('x') })],
    ['/things/:sku', z.object({ id: z.string().catch('x') })],
    ['/things/:sku', z.object({ id: z.string().catch('x').readonly() })],
    ['/things/:sku', v.object({ id: v.fallback(v.string(), 'x') })],
    ['/things/:sku', z.object({ id: z.preprocess(() => 'x', z.string()) })],
    ['/things/:sku', z.object({ id: z.array(z.string()) })],
    ['/things/:sku', z.preprocess(() => ({ id: 'x' }), WithId)],
    ['/things/:sku', z.union([WithId, z.object({ sku: z.string() })])],
    ['/things/:sku', z.record(z.string(), z.string())],
  ]
  test.each(rows.map(([path, params], at) => ({ path, params, at })))('$at: $path', async ({ path, params }) => {
    const routes = api.routes(Router()).get(path, { params }, () => ({ taken: true }))
    const url = path.includes('-') ? '/things/a-b' : '/things/a'
    await request(express().use(routes).use(api.fallback())).get(url).expect(200, { taken: true })
  })

  test('groups and wildcards of Express 4 are numbered', async () => {
    const params = z.object({ 0: z.string(), id: z.string() })
    const routes = api.routes(express4.Router()).get('/:id(\\w+)/*', { params }, ({ params }) => params)
    await request(express4().use(routes)).get('/a/b').expect(200, { 0: 'b', id: 'a' })
  })

  test('a router that merges parameters gets them from where it is mounted', async () => {
    const routes = api.routes(Router({ mergeParams: true })).get('/parts', { params: WithId }, ({ params }) => params)
    await request(express().use('/things/:id', routes)).get('/things/7/parts').expect(200, { id: '7' })
  })

  test('a contract without a route is not compared with a path', () => {
    expect(() => api.endpoint({ params: WithId }, () => 1)).not.toThrow()
  })
})
