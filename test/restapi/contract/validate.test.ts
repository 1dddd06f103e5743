import { endware, type FailureReport, type StandardSchema } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import { type Serving, serve } from '../../support/serve.js'

/** A validator that answers the same whatever it is given. */
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

test('refuses what comes with a value and an issue', async () => {
  const [status, content] = await post(answering({ value: 'a', issues: [{ message: 'wrong' }] }))
  expect(status).toBe(400)
  expect(content).toMatchObject({ errors: [{ in: 'body', pointer: '', message: 'wrong' }] })
})
