import { createServer } from 'node:http'
import { endware, httpError, type Middleware } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import createError from 'http-errors'
import request from 'supertest'

const api = endware({ onFailure: () => {} })
let reached = 0
const endpoint = (): string => {
  reached++
  return 'a secret'
}
const passes: Middleware = (_request, _response, next) => next()
const later: Middleware = async (_request, _response, next) => {
  await Promise.resolve()
  next()
}

const twice: Middleware = (_request, _response, next) => {
  next()
  next()
}

/** A middleware that does not let the request through, and the answer. */
const refusals: readonly (readonly [name: string, middleware: Middleware, status: number])[] = [
  ['answers by itself', (_request, response) => response.writeHead(401).end(), 401],
  ['hands on an error', (_request, _response, next) => next(httpError(403)), 403],
  [
    'throws',
    () => {
      throw httpError(429)
    },
    429,
  ],
  ['rejects', () => Promise.reject(httpError(402)), 402],
  ['throws what is no error', () => Promise.reject(null), 500],
]

const hosts = (use: readonly Middleware[]) => {
  const routes = api.routes(Router())
  routes.get('/', { use }, endpoint)
  return {
    'a route': express().use(routes).use(api.fallback()),
    'api.endpoint on Express': express().get('/', api.endpoint({ use }, endpoint)).use(api.fallback()),
    'api.endpoint on node:http': createServer(api.endpoint({ use }, endpoint)),
  }
}

for (const host of ['a route', 'api.endpoint on Express', 'api.endpoint on node:http'] as const) {
  describe(`the middleware of a contract, with ${host}`, () => {
    test.each(refusals)('that %s keeps the endpoint from running', async (_name, middleware, status) => {
      const before = reached
      const response = await request(hosts([passes, middleware])[host]).get('/')
      expect([response.status, reached]).toEqual([status, before])
      expect(response.text).not.toContain('secret')
    })

    test('runs the endpoint when it calls next, at once or later', async () => {
      const { status, body } = await request(hosts([passes, later])[host]).get('/')
      expect([status, body]).toEqual([200, 'a secret'])
    })
  })
}

test("the header fields of another middleware's error are kept, and those that HTTP cannot carry left out", async () => {
  const headers = { 'WWW-Authenticate': 'Bearer', 'Retry-After': '7', 'x-bad': 'a\nb' }
  const refusing: Middleware = (_request, _response, next) => next(createError(401, 'who are you?', { headers }))
  const response = await request(express().use(refusing).use(api.fallback())).get('/')
  expect(response.status).toBe(401)
  expect(response.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'retry-after': '7' })
  expect(response.headers).not.toHaveProperty('x-bad')
})

test('an endpoint that takes time runs once when its middleware calls next twice', async () => {
  let runs = 0
  const routes = api.routes(Router())
  routes.post('/', { use: [twice, passes] }, async () => {
    runs += 1
    await Promise.resolve()
    return { runs }
  })
  const { status, body } = await request(express().use(routes).use(api.fallback())).post('/')
  expect([status, body]).toEqual([200, { runs: 1 }])
})
