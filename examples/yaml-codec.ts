// A format of your own: YAML for answers and bodies, failures included. Try: curl -H 'Accept: application/yaml' localhost:3000/echo
import { badRequest, type Codec, endware, json } from '@endware/restapi'
import express, { Router } from 'express'
import { parse, stringify, YAMLParseError } from 'yaml'
import { z } from 'zod'

/** Returns a codec for YAML (RFC 9512). It writes values and failures alike, so it ignores the kind of content. */
export function yaml(): Codec {
  return {
    name: 'yaml',
    mediaTypes: ['application/yaml', 'text/yaml'],
    suffix: 'yaml',
    encode: (value) => stringify(value),
    decode(content) {
      try {
        // Aliases could expand a small document to a huge one. The core schema allows only the types of JSON.
        return parse(new TextDecoder('utf-8', { fatal: true }).decode(content), { maxAliasCount: 0, schema: 'core' })
      } catch (cause) {
        if (cause instanceof YAMLParseError)
          throw badRequest(`the body is not YAML: ${cause.code} at ${cause.pos[0]}`, { cause })
        throw cause
      }
    },
  }
}

const api = endware({ codecs: [json(), yaml()] })
const routes = api.routes(Router())
routes.get('/echo', () => ({ name: 'Köln', sizes: [1, 2] }))
routes.post('/echo', { body: z.strictObject({ name: z.string(), sizes: z.array(z.int()) }) }, ({ body }) => body)

export const app = express().use(routes).use(api.fallback())
