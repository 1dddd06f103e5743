import { z } from 'zod'

/** The log levels: records up to and including the level are logged. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

/** JSON lines for machines, or lines for a person at a terminal. */
export type LogFormat = 'json' | 'readable'

/** An environment variable: what it means, and what its value must be, ending the sentence "must …". */
export interface Variable {
  readonly means: string
  /** A description of the value when the variable is unset or empty. */
  readonly otherwise: string
  readonly example: string
  /** A secret's value is never shown, not even when it is wrong. */
  readonly secret?: boolean
}

const wholeNumber = (least: number, most: number, unit = '') => {
  const must = `be a whole number${unit} from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, must)
    .transform(Number)
    .refine((value) => value >= least && value <= most, must)
}

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `be one of ${values.join(', ')}`)

const host = 'be an IP address or a host name, without scheme, port or brackets'

const postgresUrl = z.string().superRefine((text, context) => {
  const must = (message: string) => context.addIssue({ code: 'custom', message })
  if (!/^postgres(ql)?:\/\//.test(text)) must('begin with postgres:// or postgresql://')
  else if (!URL.canParse(text)) must('be a URL, with special characters of user and password percent-encoded')
})

/** Every environment variable that the service reads, in the order in which people want to know of them. */
export const variables = {
  PORT: {
    means: 'TCP port to listen on; 0 takes any free one',
    otherwise: '3000',
    example: '3000',
    schema: wholeNumber(0, 65535),
  },
  HOST: {
    means: 'address or host name to listen on; 0.0.0.0 for every network',
    otherwise: '127.0.0.1',
    example: '0.0.0.0',
    schema: z.string().regex(/^[\w.:%-]{1,253}$/, host),
  },
  DATABASE_URL: {
    means: 'the PostgreSQL to use',
    otherwise: 'a database embedded in this process',
    example: 'postgres://user:password@127.0.0.1:5432/shop',
    schema: postgresUrl,
    secret: true,
  },
  DATABASE_POOL: {
    means: 'the most connections to that PostgreSQL at once',
    otherwise: '10',
    example: '10',
    schema: wholeNumber(1, 1000),
  },
  DATA_FOLDER: {
    means: 'folder that keeps the embedded database',
    otherwise: './data',
    example: './data',
    schema: z.string().refine((text) => !text.includes('\0'), 'be a path'),
  },
  LOG_LEVEL: {
    means: 'the least severe level to log: error, warn, info or debug',
    otherwise: 'info',
    example: 'info',
    schema: oneOf(['error', 'warn', 'info', 'debug']),
  },
  LOG_FORMAT: {
    means: 'json, or readable by a person',
    otherwise: 'readable in a terminal, else json',
    example: 'json',
    schema: oneOf(['json', 'readable']),
  },
  SHUTDOWN_GRACE: {
    means: 'seconds that requests in flight may still take at the stop',
    otherwise: '10',
    example: '10',
    schema: wholeNumber(0, 3600, ' of seconds'),
  },
  NODE_ENV: {
    means: 'production: JSON lines are logged even in a terminal',
    otherwise: 'as in development',
    example: 'production',
    schema: z.string(),
  },
} satisfies Record<string, Variable & { readonly schema: z.ZodType }>

export type VariableName = keyof typeof variables
