import { problemType } from '@endware/restapi'
import { z } from 'zod'

/** The state of a part, as `/readyz` shows it. */
export const Part = z
  .object({
    name: z.string().meta({ description: 'The name of the part', examples: ['database'] }),
    ready: z.boolean().meta({ examples: [true] }),
    required: z.boolean().meta({ description: 'Whether the service is not ready without it', examples: [true] }),
    detail: z
      .string()
      .optional()
      .meta({ description: 'Why it is not ready', examples: ['it is shutting down'] }),
  })
  .readonly()
  .meta({ id: 'Part', description: 'A part of the service', xml: { name: 'part' } })

/** The parts of the service. */
export const parts = z
  .array(Part)
  .readonly()
  .meta({ description: 'Every part of the service', xml: { wrapped: true } })

/** The names of the parts that are missed, but not needed. */
export const degraded = z
  .array(z.string().meta({ xml: { name: 'part' } }))
  .readonly()
  .meta({
    description: 'The names of the parts that are not ready and not required: the instance serves without them',
    examples: [['broker']],
    xml: { wrapped: true },
  })

/** A part that the service needs is not ready. */
export const notReady = problemType({
  type: '/problems/not-ready',
  title: 'The service is not ready',
  status: 503,
  extensions: z.object({ degraded, parts }),
  description:
    'The service starts, stops, or has lost its database. Send requests to another instance, and ask this one again later.',
  example: {
    detail: 'not ready: database',
    degraded: [],
    parts: [{ name: 'database', ready: false, required: true, detail: 'it is shutting down' }],
  },
})
