import {
  endware,
  type FailureReport,
  httpError,
  type MapError,
  notFound,
  problem,
  serviceUnavailable,
  unprocessableContent,
} from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { serve } from '../../support/serve.js'

class DomainError extends Error {
  readonly kind: string
  constructor(kind: string) {
    super('a secret')
    this.kind = kind
  }
}

const mapError: MapError = (error) => {
  if (!(error instanceof DomainError)) return undefined
  if (error.kind === 'invalid') return unprocessableContent('not like this').withHeader('X-Kind', 'invalid')
  if (error.kind === 'away') return serviceUnavailable('come back', { cause: error })
  return problem({ status: 409, type: '/problems/conflict', detail: error.kind })
}

function mapping(map: MapError = mapError) {
  const reports: FailureReport[] = []
  return { reports, api: endware({ mapError: map, onFailure: (report) => reports.push(report) }) }
}

describe('mapError', () => {
  test('a message that it takes over from an exposed error is shown once', async () => {
    const { api } = mapping((error) => httpError(413, (error as Error).message, { cause: error }))
    const refused = Object.assign(new Error('too many parts'), { expose: true })
    const { content } = await api.render(() => Promise.reject(refused))
    expect(JSON.parse(String(content))).toMatchObject({ message: 'too many parts' })
  })

  test('gets the request, with what earlier middleware added', async () => {
    const { api } = mapping((_, { request }) =>
      unprocessableContent(`${request?.headers['x-name']} ${String(request?.id)}`),
    )
    const routes = api.routes(Router()).get('/thrown', () => Promise.reject(new DomainError('x')))
    const app = express().use((request, _response, next) => {
      Object.assign(request, { id: 'r7' })
      next()
    })
    app.use(routes).use('/passed', (_request, _response, next) => next(new DomainError('x')))
    const serving = await serve(app.use(api.fallback()))
    const messages = await Promise.all(
      ['/thrown', '/passed'].map(async (path) => {
        const response = await fetch(`${serving.url}${path}`, { headers: { 'x-name': 'Ada' } })
        return ((await response.json()) as { message: string }).message
      }),
    )
    await serving.close()
    expect(messages).toEqual(['Ada r7', 'Ada r7'])
  })

  test('gets no request in api.render', async () => {
    const { api } = mapping((_, { request }) => unprocessableContent(`${request}`))
    const { content } = await api.render(() => Promise.reject(new DomainError('x')))
    expect(JSON.parse(String(content))).toMatchObject({ message: 'undefined' })
  })

  const rows = [
    ['invalid', 422, 'application/json; charset=utf-8'],
    ['away', 503, 'application/json; charset=utf-8'],
    ['other', 409, 'application/problem+json; charset=utf-8'],
  ] as const

  test.each(rows)(
    'maps an error that an endpoint throws or returns, or that middleware passes on: %s',
    async (kind, status, type) => {
      const { api } = mapping()
      const error = new DomainError(kind)
      const routes = api.routes(Router())
      routes.get('/thrown', () => {
        throw error
      })
      routes.get('/rejected', () => Promise.reject(error))
      routes.get('/returned', () => error)
      routes.get('/streamed', async function* () {
        if (kind !== undefined) throw error
        yield 1
      })
      routes.get('/used', { use: [(_request, _response, next) => next(error)] }, () => 'never')
      const app = express()
        .use(routes)
        .use('/passed', (_request, _response, next) => next(error))
        .use('/sync', () => {
          throw error
        })
        .use(api.fallback())
      const serving = await serve(app)
      for (const path of ['thrown', 'rejected', 'returned', 'streamed', 'used', 'passed', 'sync']) {
        const response = await fetch(`${serving.url}/${path}`)
        const content = await response.text()
        expect([path, response.status, response.headers.get('content-type')]).toEqual([path, status, type])
        expect(content).not.toContain('secret')
        if (kind === 'invalid') expect(response.headers.get('x-kind')).toBe('invalid')
      }
      await serving.close()
    },
  )

  test('gives onFailure and the envelope the original error as the cause', async () => {
    const error = new DomainError('away')
    for (const map of [mapError, () => serviceUnavailable()]) {
      const { api, reports } = mapping(map)
      await api.render(() => Promise.reject(error))
      expect(reports).toEqual([expect.objectContaining({ code: 'service-unavailable', status: 503, cause: error })])
    }
    const causes: unknown[] = []
    const api = endware({ mapError: () => notFound(), envelope: ({ cause }) => causes.push(cause) })
    await api.render(() => Promise.reject(error))
    expect(causes).toEqual([error])
  })

  test('maps a thrown value that is no Error', async () => {
    const { api } = mapping((error) => (error === 'gone' || error === null ? notFound() : undefined))
    expect((await api.render(() => Promise.reject('gone'))).status).toBe(404)
    expect((await api.render(() => Promise.reject(null))).status).toBe(404)
  })

  test('is not called for failures of this package', async () => {
    const { api } = mapping(() => serviceUnavailable())
    expect((await api.render(notFound())).status).toBe(404)
    expect((await api.render(problem({ status: 410 }))).status).toBe(410)
    expect((await api.render({}, { accept: 'text/csv' })).status).toBe(406)
  })

  test('leaves an error unchanged when it returns nothing', async () => {
    for (const nothing of [undefined, null]) {
      const { api, reports } = mapping(() => nothing)
      expect((await api.render(() => Promise.reject(new Error('a secret')))).status).toBe(500)
      expect(reports.map(({ code }) => code)).toEqual(['unexpected-error'])
    }
  })
})

describe('a mapError that fails', () => {
  const rows: readonly (readonly [what: string, map: unknown])[] = [
    [
      'it throws',
      () => {
        throw new Error('of mapError')
      },
    ],
    ['it returns a promise', async () => notFound()],
    ['it returns a promise that rejects', () => Promise.reject(new Error('of mapError'))],
    ['it returns a status', () => 404],
    ['it returns an Error', () => new Error('of mapError')],
    ['it returns true', () => true],
  ]
  test.each(rows)('is reported and changes nothing when %s', async (_what, map) => {
    const { api, reports } = mapping(map as MapError)
    const cause = new Error('a secret')
    const { status } = await api.render(() => Promise.reject(cause))
    expect(status).toBe(500)
    expect(reports.map(({ code, status }) => [code, status])).toEqual([
      ['map-error-failed', 500],
      ['unexpected-error', 500],
    ])
    expect(reports[1]?.cause).toBe(cause)
  })

  test('throws when it is wired and is no function', () => {
    expect(() => endware({ mapError: {} as never })).toThrow(/^the option mapError must be a function/)
  })
})
