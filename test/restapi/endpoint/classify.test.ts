import { Readable } from 'node:stream'
import { endware, type FailureReport, noContent, ok } from '@endware/restapi'
import { afterEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const reports: FailureReport[] = []
const onFailure = (report: FailureReport): number => reports.push(report)
const strict = endware({ validation: 'responses', onFailure })
const codes = (): readonly string[] => reports.map(({ code }) => code)

let serving: Serving | undefined
afterEach(async () => {
  reports.length = 0
  await serving?.close()
  serving = undefined
})

const readable = (): Readable => new Readable({ read: () => undefined })

describe('a response that the contract does not declare leaves no stream open', () => {
  const shapes: readonly (readonly [what: string, wrap: (source: Readable) => unknown])[] = [
    ['returned as it is', (source) => source],
    ['in a result', (source) => ok(source)],
    ['as ready content', (source) => ok().withContent(source, 'image/png')],
  ]
  test.each(shapes)('%s', async (_what, wrap) => {
    const source = readable()
    serving = await serve(strict.endpoint({ responses: { 204: null } } as object, () => wrap(source)))
    expect((await fetch(serving.url)).status).toBe(500)
    expect(codes()).toEqual(['invalid-response'])
    expect(source.destroyed).toBe(true)
  })
})

describe('a status without content leaves no stream open', () => {
  test('as ready content', async () => {
    const source = readable()
    serving = await serve(endware({ onFailure }).endpoint(() => noContent().withContent(source, 'image/png')))
    expect((await fetch(serving.url)).status).toBe(204)
    expect(source.destroyed).toBe(true)
  })
})

test('a promise of any kind is awaited, and its value is checked', async () => {
  const contract = { responses: { 200: z.strictObject({ a: z.number() }) } }
  // biome-ignore lint/suspicious/noThenProperty: a foreign promise, as database drivers have them
  const foreign = (value: unknown) => ({ then: (resolve: (value: unknown) => void) => resolve(value) })
  for (const [value, code] of [
    [{ a: 1 }, 200],
    [{ a: 'x' }, 500],
  ] as const) {
    for (const outcome of [Promise.resolve(value), foreign(value)]) {
      serving = await serve(strict.endpoint(contract as object, () => outcome))
      expect((await fetch(serving.url)).status).toBe(code)
      await serving.close()
    }
  }
  serving = undefined
})
