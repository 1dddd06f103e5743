import { z } from 'zod'
import { serverUrl } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

/** The variables of the broker for events and messages. */
export const broker = {
  AMQP_URL: {
    means: 'the RabbitMQ for events and messages',
    unset: 'none: events stay in the process, unless other instances on the database have a broker',
    example: 'amqp://user:password@127.0.0.1:5672',
    schema: serverUrl(/^amqps?:\/\//, 'amqp:// or amqps://'),
    secret: true,
  },
  AMQP_PREFIX: {
    means: 'beginning of the names of its exchanges and queues',
    default: 'shop',
    example: 'shop',
    schema: z.string().regex(/^[\w.-]{1,100}$/, 'be 1 to 100 letters, digits, dots, hyphens and underscores'),
  },
} satisfies VariableGroup
