import {
  endware,
  type FailureReport,
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

describe('mapError turns an error of the application into a failure', () => {
  const rows = [
    ['invalid', 422, 'application/json; charset=utf-8'],
    ['away', 503, 'application/json; charset=utf-8'],
    ['other', 409, 'application/problem+json; charset=utf-8'],
  ] as const

  test.each(rows)(
    'that an endpoint throws or returns, or other middleware passes on: %s',
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

  test('and it is the cause that onFailure and the envelope get', async () => {
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

  test('even where what is thrown is no Error', async () => {
    const { api } = mapping((error) => (error === 'gone' || error === null ? notFound() : undefined))
    expect((await api.render(() => Promise.reject('gone'))).status).toBe(404)
    expect((await api.render(() => Promise.reject(null))).status).toBe(404)
  })

  test('is not asked about failures of this package', async () => {
    const { api } = mapping(() => serviceUnavailable())
    expect((await api.render(notFound())).status).toBe(404)
    expect((await api.render(problem({ status: 410 }))).status).toBe(410)
    expect((await api.render({}, { accept: 'text/csv' })).status).toBe(406)
  })

  test('and where it gives nothing, the error is answered as without it', async () => {
    for (const nothing of [undefined, null]) {
      const { api, reports } = mapping(() => nothing)
      expect((await api.render(() => Promise.reject(new Error('a secret')))).status).toBe(500)
      expect(reports.map(({ code }) => code)).toEqual(['unexpected-error'])
    }
  })
})

describe('a mapError that fails is reported and changes nothing', () => {
  const rows: readonly (readonly [what: string, map: unknown])[] = [
    [
      'it throws',
      () => {
        throw new Error('of mapError')
      },
    ],
    ['it gives a promise', async () => notFound()],
    ['it gives a promise that fails', () => Promise.reject(new Error('of mapError'))],
    ['it gives a status', () => 404],
    ['it gives an Error', () => new Error('of mapError')],
    ['it gives true', () => true],
  ]
  test.each(rows)('%s', async (_what, map) => {
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

  test('a mapError that is no function is refused when wired', () => {
    expect(() => endware({ mapError: {} as never })).toThrow(/^the option mapError is a function/)
  })
})
