import { z } from 'zod'
import { host, oneOf, wholeNumber } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

const origin = 'be origins with commas between them, each a scheme, a host and a port other than the usual one'

/** The schema of origins as browsers send them in `Origin`: in lower case, without path and trailing slash. `*` is not allowed. */
const origins = z
  .string()
  .transform((text) => text.split(/\s*,\s*/))
  .refine(
    (each) => each.every((text) => /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text),
    origin,
  )

/** The variables of the HTTP server and the process. */
export const server = {
  PORT: {
    means: 'TCP port to listen on; 0 takes any free one',
    default: '3000',
    example: '3000',
    schema: wholeNumber(0, 65535),
  },
  HOST: {
    means: 'address or host name to listen on; 0.0.0.0 for all networks',
    default: '127.0.0.1',
    example: '0.0.0.0',
    schema: host,
  },
  CORS_ORIGINS: {
    means: 'origins of pages in browsers that may use this service',
    unset: 'its own alone',
    example: 'https://shop.example,https://admin.example',
    schema: origins,
    list: true,
  },
  COMPRESSION: {
    means: 'on: answers for everybody are compressed; off: not here, for a proxy that does it',
    default: 'on',
    example: 'off',
    schema: oneOf(['on', 'off']),
  },
  SHUTDOWN_DELAY: {
    means: 'seconds at the stop in which the instance is unready and still serves, for load balancers to notice',
    default: '0',
    example: '5',
    schema: wholeNumber(0, 600, ' of seconds'),
  },
  SHUTDOWN_GRACE: {
    means: 'seconds that requests in flight may still take at the stop',
    default: '10',
    example: '10',
    schema: wholeNumber(0, 3600, ' of seconds'),
  },
  NODE_ENV: {
    means: 'production: needs an issuer, and logs JSON lines',
    unset: 'as in development',
    example: 'production',
    schema: z.string(),
  },
} satisfies VariableGroup
