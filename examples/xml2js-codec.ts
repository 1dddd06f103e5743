// XML exactly as xml2js writes and reads it, for teams whose clients know that dialect.
import { type Codec, endware, json } from '@endware/restapi'
import express, { Router } from 'express'
import { Builder, Parser } from 'xml2js'
import { z } from 'zod'

/** xml2js's own Builder and Parser. Every scalar is text, and a list of one is no list: schemas have to allow for that. */
export function xml2js(): Codec {
  const roots = { value: 'response', error: 'error', problem: 'problem' }
  return {
    name: 'xml',
    mediaTypes: ['application/xml', 'text/xml'],
    problemType: 'application/problem+xml',
    suffix: 'xml',
    // The Builder reads dates and toJSON in ways of its own; what JSON makes of them is the same for every format.
    encode: (value, { kind }) => new Builder({ rootName: roots[kind] }).buildObject(JSON.parse(JSON.stringify(value))),
    decode(content) {
      let document: unknown
      const parser = new Parser({ explicitArray: false, explicitRoot: false, async: false })
      parser.parseString(Buffer.from(content).toString(), (error: Error | null, result: unknown) => {
        if (error) throw new SyntaxError(error.message.split('\n', 1)[0])
        document = result
      })
      return document
    },
  }
}

const api = endware({ codecs: [json(), xml2js()] })
const routes = api.routes(Router())
routes.post('/sum', { body: z.object({ n: z.array(z.coerce.number()) }) }, ({ body }) => ({
  sum: body.n.reduce((a, b) => a + b),
}))

export const app = express().use(routes).use(api.fallback())
