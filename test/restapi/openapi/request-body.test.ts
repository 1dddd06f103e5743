import { endware, type StandardSchema } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { at, info } from './sample-document.js'

const absence = 'the body is absent'
test.each<[what: string, body: StandardSchema, required: boolean]>([
  ['an optional object', z.object({ a: z.string() }).optional(), false],
  [
    'a preprocessed schema that accepts undefined',
    z.preprocess((given) => given ?? {}, z.object({ a: z.string().optional() })),
    false,
  ],
  ['a preprocessed schema that throws', z.preprocess((given) => JSON.parse(given as string), z.any()), true],
  ['a validator that throws', validating(() => raise(absence)), true],
  ['an asynchronous validator', validating(async () => ({ value: 1 })), true],
  ['a validator that rejects', validating(async () => raise(absence)), true],
])('requestBody.required is false only when the schema accepts undefined: %s', (_, body, required) => {
  const routes = endware().routes(Router())
  routes.post('/x', { body }, () => 1)
  expect(at(openapi(routes, { info }), 'paths', '/x', 'post', 'requestBody').required).toBe(required)
})

function validating(validate: StandardSchema['~standard']['validate']): StandardSchema {
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

function raise(message: string): never {
  throw new Error(message)
}
