import { endware, type FailureReport, type StandardSchema } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

/** Returns a validator that gives the same answer for every value. */
const answering = (answer: object): StandardSchema<unknown, unknown> => ({
  '~standard': { version: 1, vendor: 'test', validate: () => answer as { value: unknown } },
})

async function post(schema: StandardSchema<unknown, unknown>): Promise<readonly [number, unknown, readonly string[]]> {
  const reports: FailureReport[] = []
  const api = endware({ onFailure: (report) => reports.push(report) })
  const serving: Serving = await serve(api.endpoint({ body: schema }, ({ body }) => ({ body })))
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(serving.url, { method: 'POST', headers, body: '1' })
  const content = await response.json()
  await serving.close()
  return [response.status, content, reports.map(({ cause }) => String(cause))]
}

test('takes the value of a validator whose list of issues is empty', async () => {
  expect(await post(answering({ value: 'a', issues: [] }))).toEqual([200, { body: 'a' }, []])
})

test.each([{ issues: [] }, {}])(
  'answers 500 when a validator gives %j: neither a value nor an issue',
  async (answer) => {
    const [status, , causes] = await post(answering(answer))
    expect(status).toBe(500)
    expect(causes).toEqual([expect.stringContaining('neither a value nor')])
  },
)

test('refuses the request when a validator gives a value and an issue', async () => {
  const [status, content] = await post(answering({ value: 'a', issues: [{ message: 'wrong' }] }))
  expect(status).toBe(400)
  expect(content).toMatchObject({ errors: [{ in: 'body', pointer: '', message: 'wrong' }] })
})

test.each<[string, z.ZodType, string]>([
  ['a number', z.number(), 'once may be given once'],
  ['a constant', z.enum(['a', 'b']), 'once may be given once'],
  ['a text of some length', z.string().min(3), 'once may be given once'],
  ['a list of some length', z.array(z.string()).min(3), 'once must have at least 3 items'],
  ['a list of numbers', z.array(z.number()), 'once[0] must be a number'],
])('says of a repeated parameter that is %s what is wrong', async (_, schema, message) => {
  const api = endware()
  const serving = await serve(api.endpoint({ query: z.object({ once: schema }) }, () => 'never'))
  const response = await fetch(`${serving.url}/?once=x&once=y`)
  const { errors } = (await response.json()) as { errors: { message: string }[] }
  await serving.close()
  const others = errors.filter((error) => error.message !== 'once[1] must be a number')
  expect([response.status, others]).toMatchObject([400, [{ in: 'query', message }]])
})
