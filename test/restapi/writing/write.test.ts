import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { endware, type FailureReport, type WriteEvent } from '@endware/restapi'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { closingSource } from '../../support/closing-source.js'
import { type Serving, serve } from '../../support/serve.js'

const reports: FailureReport[] = []
const events: WriteEvent[] = []
const hear = (event: unknown): number => events.push(event as WriteEvent)
const api = endware({ onFailure: (report) => reports.push(report) })
const codes = (): readonly string[] => reports.map(({ code }) => code)

let serving: Serving | undefined
beforeEach(() => subscribe('@endware/restapi:write', hear))
afterEach(async () => {
  unsubscribe('@endware/restapi:write', hear)
  reports.length = 0
  events.length = 0
  await serving?.close()
  serving = undefined
})

/** Makes the first head of an answer fail, like one that HTTP cannot carry. */
function failingOnce(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = () => {
    response.writeHead = writeHead
    throw new TypeError('HTTP cannot carry this')
  }
}

/** Serves `outcome` on a response whose first head fails. */
async function serveFailing(outcome: () => unknown): Promise<Response> {
  const endpoint = api.endpoint(outcome)
  serving = await serve((request, response) => {
    failingOnce(response)
    endpoint(request, response)
  })
  return fetch(serving.url)
}

describe('an answer that HTTP cannot carry', () => {
  test('becomes a 500, which is reported and published as written', async () => {
    const response = await serveFailing(() => ({ a: 1 }))
    const content = await response.text()
    expect(response.status).toBe(500)
    expect(codes()).toEqual(['write-failed'])
    expect(events).toEqual([{ method: 'GET', path: '/', requestId: undefined, status: 500, bytes: content.length }])
  })

  test('leaves no stream open', async () => {
    const source = closingSource()
    const response = await serveFailing(() => source)
    expect(response.status).toBe(500)
    await response.text()
    expect(source.isClosed).toBe(true)
  })
})

test('an answer that is sent while a value is written stands, and is reported', async () => {
  let answered: ServerResponse | undefined
  const value = {
    toJSON() {
      answered?.end('mine')
      return { a: 1 }
    },
  }
  const endpoint = api.endpoint(() => value)
  serving = await serve((request, response) => {
    answered = response
    endpoint(request, response)
  })
  const response = await fetch(serving.url)
  expect([response.status, await response.text()]).toEqual([200, 'mine'])
  expect(codes()).toEqual(['already-answered'])
  expect(events).toEqual([])
})
