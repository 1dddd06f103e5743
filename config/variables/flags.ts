import { z } from 'zod'
import { httpUrl, path } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

/** The variables of the source of feature flags. At most one source is used. */
export const flags = {
  FLAGS_FILE: {
    means: 'file with feature flags in the JSON format of flagd; read again when it changes',
    unset: 'the default of each flag',
    example: 'deploy/flags.json',
    schema: path,
  },
  UNLEASH_URL: {
    means: 'API of an Unleash server for feature flags',
    unset: 'none',
    example: 'https://unleash.example/api/',
    schema: httpUrl,
  },
  UNLEASH_TOKEN: {
    means: 'token of a backend for Unleash',
    unset: 'none',
    example: 'default:production.example',
    schema: z
      .string()
      .regex(/^[\w:.*-]{1,1000}$/, 'be a token: letters, digits, colons, dots, hyphens and underscores'),
    secret: true,
  },
  LAUNCHDARKLY_SDK_KEY: {
    means: 'key of LaunchDarkly for feature flags',
    unset: 'none',
    example: 'sdk-example',
    schema: z.string().regex(/^sdk-[\w-]{1,200}$/, 'be the SDK key of a server, which begins with sdk-'),
    secret: true,
  },
} satisfies VariableGroup
