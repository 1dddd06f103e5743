import { endware } from '@endware/restapi'
import { afterEach, expect, test } from '@jest/globals'
import { z } from 'zod'
import { serve } from '../../support/serve.js'

const { Promise: native } = globalThis
afterEach(() => {
  globalThis.Promise = native
})

test.each([
  ['{"n":1}', 200],
  ['{"n":"evil"}', 400],
])('a body %s is validated where the application has replaced the global Promise: %i', async (body, status) => {
  const api = endware({ onFailure: () => {} })
  const serving = await serve(api.endpoint({ body: z.object({ n: z.number() }) }, ({ body: { n } }) => ({ n })))
  try {
    globalThis.Promise = class extends native<unknown> {} as unknown as typeof native
    const answer = await fetch(serving.url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
    globalThis.Promise = native
    expect(answer.status).toBe(status)
    if (status === 200) expect(await answer.json()).toEqual({ n: 1 })
  } finally {
    globalThis.Promise = native
    await serving.close()
  }
})
