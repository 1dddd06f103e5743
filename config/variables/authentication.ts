import { z } from 'zod'
import { httpUrl } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

/** The variables of the issuer of tokens. */
export const authentication = {
  JWT_ISSUER: {
    means: 'issuer of the tokens of callers, their claim iss',
    unset: 'own keys, for trials',
    example: 'https://id.example',
    schema: z.string().max(1000),
  },
  JWT_AUDIENCE: {
    means: 'name of this service in tokens, claim aud',
    unset: 'needed beside JWT_ISSUER',
    example: 'https://shop.example',
    schema: z.string().max(1000),
  },
  JWKS_URL: {
    means: 'where the issuer publishes its keys',
    unset: 'needed beside JWT_ISSUER',
    example: 'https://id.example/.well-known/jwks.json',
    schema: httpUrl,
    secret: true,
  },
} satisfies VariableGroup
