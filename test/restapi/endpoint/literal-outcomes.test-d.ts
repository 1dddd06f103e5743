import { endware } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'

// The literals of a return value keep their types, so that they fit enums and literals of the schema.

const routes = endware().routes(Router())
const Chosen = z.object({
  kind: z.enum(['a', 'b']),
  parts: z.array(z.object({ unit: z.literal('g'), count: z.int() })),
})
const contract = { responses: { 200: Chosen } } as const

routes.get('/a', contract, () => ({ kind: 'b', parts: [{ unit: 'g', count: 1 }] }))
routes.get('/a', { responses: { 200: Chosen } }, async ({ params }) =>
  'x' in params ? { kind: 'a', parts: [] } : { kind: 'b', parts: [{ unit: 'g', count: 0 }] },
)
endware().endpoint(contract, () => ({ kind: 'a', parts: [] }))
// @ts-expect-error the schema has no 'c'
routes.get('/a', contract, () => ({ kind: 'c', parts: [] }))
// @ts-expect-error the schema has no 'kg'
routes.get('/a', contract, () => ({ kind: 'a', parts: [{ unit: 'kg', count: 1 }] }))
