import { ok, type Routes } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
import type { ShopApi } from '../shop-api.js'
import { degraded, notReady, parts } from './not-ready.js'
import type { ReadParts } from './readiness.js'

const Liveness = z
  .object({ status: z.literal('alive').meta({ examples: ['alive'] }) })
  .meta({ id: 'Liveness', xml: { name: 'liveness' } })

const Readiness = z
  .object({ status: z.literal('ready').meta({ examples: ['ready'] }), degraded, parts })
  .meta({ id: 'Readiness', xml: { name: 'readiness' } })

const ready = {
  status: 'ready',
  degraded: ['broker'],
  parts: [
    { name: 'database', ready: true, required: true },
    { name: 'broker', ready: false, required: false, detail: 'events wait: it takes no messages: low on memory' },
  ],
}

/** The path of the readiness. */
const readinessPath = '/readyz'

/** Reports whether Express takes the path for that of readiness: whatever its case, with or without a slash at its end. */
export const isReadinessPath = (path: string) => path.toLowerCase().replace(/\/$/, '') === readinessPath

const tags = ['service']
const headers = { 'Cache-Control': { description: 'Never stored', example: 'no-store' } } as const

/**
 * Returns the routes that programs ask for the health of this instance: `/livez`, and `/readyz` with the state of its parts. Both answer
 * from memory, so they never wait for the database or its pool.
 */
export function healthRoutes(api: ShopApi, readParts: ReadParts): Routes<Router> {
  const routes = api.routes(Router())

  routes.get(
    '/livez',
    {
      tags,
      operationId: 'readLiveness',
      summary: 'Reports that the process of this instance runs',
      description: 'It says nothing about the database: a restart of this instance would not mend that.',
      responses: { 200: { schema: Liveness, description: 'The process runs', headers }, 500: false, 503: false },
    },
    () => ok({ status: 'alive' } as const).withCacheControl({ noStore: true }),
  )

  routes.get(
    readinessPath,
    {
      tags,
      operationId: 'readReadiness',
      summary: 'Reports whether this instance can take requests',
      description:
        'It names every part with its state. A part that is not required does not make the instance unready; when it is not ready, `degraded` has its name.',
      responses: {
        200: { schema: Readiness, description: 'Every required part is ready', example: ready, headers },
        500: false,
      },
      problems: [notReady],
    },
    () => {
      const all = readParts()
      const lacking = all.filter(({ ready }) => !ready)
      const names = (isRequired: boolean) =>
        lacking.filter(({ required }) => required === isRequired).map(({ name }) => name)
      const [missing, degraded] = [names(true), names(false)]
      if (missing.length === 0) {
        return ok({ status: 'ready', degraded, parts: all } as const).withCacheControl({ noStore: true })
      }
      const detail = `not ready: ${missing.join(', ')}`
      return notReady({ degraded, parts: all }, { detail }).withHeader('Retry-After', '2')
    },
  )

  return routes
}
