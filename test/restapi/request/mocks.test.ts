import { spawnSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { created, type Endware, endware, type FailureReport, file } from '@endware/restapi'
import { beforeEach, describe, expect, test } from '@jest/globals'
import type { Response } from 'express'
import { createRequest, createResponse, type RequestOptions } from 'node-mocks-http'
import { z } from 'zod'

const reports: FailureReport[] = []
beforeEach(() => {
  reports.length = 0
})
const api: Endware = endware({ onFailure: (report) => reports.push(report) })
const write = api.endpoint({ body: z.object({ a: z.int() }) }, ({ body }) => created(body, '/things/1'))
const list = api.endpoint(async function* () {
  yield* [1, 2]
})
const octets = api.endpoint(() => file(Buffer.alloc(100_000, 'x')))
type Answering = ReturnType<Endware['endpoint']>
type Mocked = ReturnType<typeof createResponse<ServerResponse & Response>>

/** Calls a handler, and resolves when it has ended the response. */
async function answered(handler: Answering, request: IncomingMessage, response: Mocked): Promise<Mocked> {
  const ended = once(response, 'end')
  handler(request, response)
  await ended
  return response
}

/** A program for a separate process: Jest cannot load light-my-request on Node 20. */
const injecting = `
  import { created, endware, file } from '@endware/restapi'
  import inject from 'light-my-request'
    import { z } from 'zod'
  const api = endware()
  const write = api.endpoint({ body: z.object({ a: z.int() }) }, ({ body }) => created(body, '/things/1'))
  const list = api.endpoint(async function* () { yield* [1, 2] })
  const octets = api.endpoint(() => file(Buffer.from('0123456789')))
  const answers = [
    await inject(write, { method: 'POST', url: '/', payload: { a: 1 } }),
    await inject(write, { method: 'POST', url: '/', payload: { a: 'x' } }),
    await inject(write, { method: 'POST', url: '/' }),
    await inject(list, { url: '/' }),
    await inject(octets, { url: '/', headers: { range: 'bytes=2-4' } }),
  ]
  console.log(JSON.stringify(answers.map(({ statusCode, payload }) => [statusCode, payload])))`

test('requests of light-my-request are read and answered, streams and files included', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', injecting], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual([
    [201, '{"a":1}'],
    [400, expect.stringContaining('"pointer":"/a"')],
    [400, expect.stringContaining('a body is required')],
    [200, '[1,\n2]'],
    [206, '234'],
  ])
})

describe('a request of node-mocks-http', () => {
  const ask = async (handler: Answering, options: RequestOptions): Promise<Mocked> => {
    const request = createRequest({ url: '/', ...options })
    return answered(handler, request, createResponse({ req: request, eventEmitter: EventEmitter }))
  }

  test('is read from its member body, since it is no stream', async () => {
    const answer = await ask(write, { method: 'POST', body: { a: 1 } })
    expect([answer.statusCode, answer._getJSONData()]).toEqual([201, { a: 1 }])
    const wrong = await ask(write, { method: 'POST', body: { a: 'x' } })
    expect([wrong.statusCode, wrong._getJSONData().errors]).toMatchObject([400, [{ in: 'body', pointer: '/a' }]])
  })

  test('with text as its body is read by its Content-Type', async () => {
    const headers = { 'content-type': 'application/xml' }
    const answer = await ask(write, { method: 'POST', headers, body: '<thing><a>7</a></thing>' as never })
    expect([answer.statusCode, answer._getJSONData()]).toEqual([201, { a: 7 }])
  })

  test('gets streams and files', async () => {
    expect(JSON.parse((await ask(list, {}))._getData())).toEqual([1, 2])
    expect((await ask(octets, {}))._getBuffer()).toHaveLength(100_000)
    expect((await ask(octets, { headers: { range: 'bytes=0-4' } }))._getBuffer().toString()).toBe('xxxxx')
  })
})

test('a mock that promises a body and has none is a 500 whose report says what to do', async () => {
  const request = createRequest({ method: 'POST', url: '/', headers: { 'content-length': '7' } })
  request.body = undefined
  const response = await answered(write, request, createResponse({ req: request, eventEmitter: EventEmitter }))
  expect(response.statusCode).toBe(500)
  expect(String(reports[0]?.cause)).toBe(
    'Error: the request is no stream: give the mock of a request its body as request.body',
  )
})
