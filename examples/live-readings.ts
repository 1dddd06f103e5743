// One generator, five formats. Try: curl -N -H 'Accept: text/event-stream' localhost:3000/readings?count=3
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { csv, endware, eventStream, json, ndjson, serverSentEvent, xml } from '@endware/restapi'
import express, { Router } from 'express'
import { z } from 'zod'

const query = z.object({ count: z.int().min(0).max(1000).default(10), every: z.int().min(0).default(0) })

const api = endware()
const routes = api.routes(Router())
routes.get(
  '/readings',
  { query, codecs: [json(), xml(), ndjson(), csv({ guardFormulas: true }), eventStream()] },
  async function* ({ query: { count, every }, lastEventId = '0', signal }) {
    const left = once(signal, 'abort') // when the client leaves, the pause ends, and so does the generator
    for (let id = Number(lastEventId) + 1; id <= count && !signal.aborted; id++) {
      yield serverSentEvent({ id, degrees: 20 + (id % 3) }, { id, event: 'reading' })
      if (every > 0) await Promise.race([pause(every, undefined, { signal }).catch(() => undefined), left])
    }
  },
)

export const app = express().use(routes).use(api.fallback())
