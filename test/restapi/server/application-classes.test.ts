import { once } from 'node:events'
import { IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import express4 from 'express4'
import { applicationClasses } from '../../../restapi/src/server/application-classes.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function portOf(app: RequestListener): Promise<number> {
  const server = createServer(app).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('applicationClasses with %s', (_name, make) => {
  test('a mounted application sees its own prototypes, and afterwards the outer one sees its own again', async () => {
    const inner = make()
    inner.set('which', 'inner')
    inner.use((request, response, next) => {
      response.append('x-app', `${request.app.get('which')} ${response.app.get('which')}`)
      next()
    })
    inner.get('/in', (request, response) => void response.json({ base: request.baseUrl, ip: request.ip }))
    const outer = make()
    outer.set('which', 'outer')
    outer.use('/mounted', inner)
    outer.use((request, response) => {
      const { get, accepts } = request
      const node = request instanceof IncomingMessage && response instanceof ServerResponse
      response.append('x-app', `${request.app.get('which')} ${response.app.get('which')}`)
      response.json({ node, express: typeof get === 'function' && typeof accepts === 'function', path: request.path })
    })
    const url = `http://127.0.0.1:${await portOf(outer)}`
    const within = await fetch(`${url}/mounted/in`)
    expect([within.headers.get('x-app'), await within.json()]).toEqual([
      'inner inner',
      { base: '/mounted', ip: '127.0.0.1' },
    ])
    const past = await fetch(`${url}/mounted/nothing`)
    expect([past.headers.get('x-app'), await past.json()]).toEqual([
      'inner inner, outer outer',
      { node: true, express: true, path: '/mounted/nothing' },
    ])
  })

  test('requests and responses have its prototypes from the start, with earlier and later additions', async () => {
    const app = make()
    Object.assign(app.request, { before: 'before' })
    app.get('/', (request, response) => {
      const { before, later } = request as unknown as Record<string, unknown>
      const bare = [Object.getPrototypeOf(request), Object.getPrototypeOf(response)]
      response.json({ before, later, own: bare[0] === app.request && bare[1] === app.response })
    })
    const { IncomingMessage: Request, ServerResponse: Response } = applicationClasses(app)
    expect([Request?.prototype, Response?.prototype]).toEqual([app.request, app.response])
    Object.assign(app.request, { later: 'later' })
    const answer = await fetch(`http://127.0.0.1:${await portOf(app)}`)
    expect(await answer.json()).toEqual({ before: 'before', later: 'later', own: true })
  })

  test('a later addition to the outer application is visible in one that was mounted before', async () => {
    const [outer, inner] = [make(), make()]
    inner.get('/', (request, response) => {
      response.json([
        (request as unknown as Record<string, unknown>).late,
        (response as unknown as Record<string, unknown>).late,
      ])
    })
    outer.use('/in', inner)
    const url = `http://127.0.0.1:${await portOf(outer)}`
    Object.assign(outer.request, { late: 'of requests' })
    Object.assign(outer.response, { late: 'of responses' })
    expect(await (await fetch(`${url}/in`)).json()).toEqual(['of requests', 'of responses'])
  })

  test('an application with a server can be mounted in another application', async () => {
    const [outer, inner] = [make(), make()]
    Object.assign(inner.request, { early: 'early' })
    inner.get('/', (request, response) => {
      const { early } = request as unknown as Record<string, unknown>
      response.json([early, request.app === inner, response.app === inner])
    })
    const own = `http://127.0.0.1:${await portOf(inner)}`
    outer.use('/in', inner)
    const url = `http://127.0.0.1:${await portOf(outer)}`
    for (const path of [`${own}/`, `${url}/in`]) expect(await (await fetch(path)).json()).toEqual(['early', true, true])
  })

  test('two servers of one application have the same classes', () => {
    const app = make()
    expect(applicationClasses(app)).toBe(applicationClasses(app))
  })

  test('a frozen application is served unchanged', async () => {
    const app = make()
    app.get('/', (_request, response) => void response.json({}))
    const answer = await fetch(`http://127.0.0.1:${await portOf(Object.freeze(app))}`)
    expect(answer.status).toBe(200)
  })
})

test.each([
  ['a function', () => {}],
  ['one with members of those names', Object.assign(() => {}, { request: {}, response: {} })],
])('%s that is no Express application gets the classes of Node', (_what, listener) => {
  expect(applicationClasses(listener)).toEqual({})
})
