import { z } from 'zod'

/** The attributes that every message of the shop has, but for its type and data. @see CloudEvents 1.0.2 §3.1 */
const traceAttributes = {
  traceparent: z
    .string()
    .optional()
    .meta({
      description:
        'The trace of the cause, as the header field `traceparent` of W3C Trace Context (CloudEvents extension "Distributed Tracing")',
      examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    }),
  tracestate: z
    .string()
    .max(512)
    .optional()
    .meta({ description: 'Beside `traceparent`: what vendors add to the trace' }),
}

const dataContentType = z.literal('application/json')

/** The media type of a message in the structured mode. @see CloudEvents 1.0.2 JSON Event Format §3.1 */
export const cloudEventsType = 'application/cloudevents+json'

/** The source of the messages that the shop sends. */
export const shopSource = 'urn:endware:shop'

/** Returns the schema of a message that the shop sends. */
export function outgoingEvent<const Type extends string, Data extends z.ZodType>(
  type: Type,
  data: Data,
  description: string,
) {
  return z
    .object({
      specversion: z.literal('1.0'),
      id: z.uuid().meta({ description: 'The same at every delivery of the event: recognize repetitions by it' }),
      source: z.literal(shopSource),
      type: z.literal(type),
      subject: z.uuid().meta({ description: 'The id of the order' }),
      time: z.iso.datetime().meta({ description: 'The time of the change, in UTC' }),
      datacontenttype: dataContentType,
      sequence: z
        .string()
        .regex(/^\d{10}$/)
        .meta({
          description:
            'The place of the event among those of its order, without gaps (CloudEvents extension "Sequence")',
          examples: ['0000000001'],
        }),
      ...traceAttributes,
      data,
    })
    .meta({ description })
}

/** Returns the schema of a message that the shop receives. Further attributes are allowed, and ignored. */
export function incomingEvent<const Type extends string, Data extends z.ZodType>(
  type: Type,
  data: Data,
  description: string,
) {
  return z
    .object({
      specversion: z.literal('1.0'),
      id: z
        .string()
        .regex(/^[!-~]{1,128}$/, 'must be 1 to 128 printable ASCII characters without spaces')
        .meta({
          description: 'Unique for the source: a repetition with the same id has no effect',
          examples: ['pay-1001'],
        }),
      source: z
        .string()
        .regex(/^[!-~]{1,120}$/, 'must be a URI reference of 1 to 120 characters')
        .meta({ description: 'The system that sends the message, as a URI reference', examples: ['/payments'] }),
      type: z.literal(type),
      subject: z.string().max(255).optional(),
      time: z.iso.datetime({ offset: true }).optional(),
      datacontenttype: dataContentType.optional(),
      ...traceAttributes,
      data,
    })
    .meta({ description })
}
