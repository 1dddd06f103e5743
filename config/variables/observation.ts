import { z } from 'zod'
import { host, oneOf, wholeNumber } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

/** The variables of logs, metrics and traces. */
export const observation = {
  LOG_LEVEL: {
    means: 'the least severe level to log: error, warn, info or debug',
    default: 'info',
    example: 'info',
    schema: oneOf(['error', 'warn', 'info', 'debug']),
  },
  LOG_FORMAT: {
    means: 'json, or readable by a person',
    unset: 'readable in a terminal, else json',
    example: 'json',
    schema: oneOf(['json', 'readable']),
  },
  METRICS_PORT: {
    means: 'TCP port for /metrics alone; off for none',
    unset: 'on PORT, for this machine alone',
    example: '9464',
    schema: z.union([wholeNumber(0, 65535), z.literal('off')], 'be off, or a whole number from 0 to 65535'),
  },
  METRICS_HOST: {
    means: 'address or host name of METRICS_PORT',
    unset: 'HOST',
    example: '127.0.0.1',
    schema: host,
  },
  SLOW_REQUEST: {
    means: 'milliseconds after which an answer that has not begun is a warning',
    default: '1000',
    example: '1000',
    schema: wholeNumber(1, 600_000, ' of milliseconds'),
  },
} satisfies VariableGroup
