import { endware } from '@endware/restapi'
import * as v from 'valibot'
import { z } from 'zod'

// An application with zod 3, and with Valibot but not its converter: requests work, and the start says what answers need.

const warnings = []
process.on('warning', ({ code }) => warnings.push(code))
const api = endware({ onFailure: () => {} })
const Point = z.object({ x: z.number() })
const refusal = (schema) => {
  try {
    api.endpoint({ responses: { 200: schema } }, () => ({ x: 1 }))
  } catch (error) {
    return error.message
  }
}
const refusals = [refusal(Point), refusal(v.object({ x: v.number() }))]
api.endpoint({ body: Point }, () => 204)
const jsonSchema = { type: 'object', properties: { x: { type: 'number' } } }
const contract = { body: Point, responses: { 200: { schema: Point, jsonSchema } } }
const answer = await api.render({ x: 1, secret: 's' }, { contract })
await new Promise(setImmediate)
console.log(JSON.stringify({ refusals, warnings, answer: [answer.status, answer.content] }))
