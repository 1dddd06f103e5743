import { expect, test } from '@jest/globals'
import { listen } from '../../api/http-server.js'
import { expectRecords } from '../support/expect-records.js'
import { rawExchange } from '../support/raw-exchange.js'
import { failingShop } from '../support/shop.js'
import { assistantToken } from '../support/tokens.js'

test('requests that the server refuses get problems, and have the fields and records of others', async () => {
  const { app, refused, log } = failingShop(new Error('not reached'))
  const server = await listen(app, '127.0.0.1', 0, refused)
  const port = Number(new URL(server.url).port)
  const rows = [
    ['a-secret\r\n\r\n', 400],
    ['GET /a-secret HTTP/1.1\r\nHost: a-secret\r\nHost: x\r\nX-Request-Id: a-secret\r\n\r\n', 400],
    ['GET /a-secret HTTP/2.0\r\n\r\n', 505],
  ] as const
  for (const [sent, status] of rows) {
    const answer = await rawExchange(port, sent)
    const [head = '', content = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8$/im)
    expect(head).toMatch(/^content-security-policy: default-src 'none'/im)
    expect(head).toMatch(/^connection: close$/im)
    const requestId = /^x-request-id: ([\da-f-]{36})$/im.exec(head)?.[1]
    expect(JSON.parse(content)).toMatchObject({ type: 'about:blank', status, requestId })
    expect(log.records.at(-1)).toMatchObject({
      'http.request.id': requestId,
      'http.response.status_code': status,
      'error.message': JSON.parse(content).detail,
    })
    expect(answer).not.toContain('a-secret')
  }
  await server.stop(0)
  expect(log.text).not.toContain('a-secret')
  expect(log.records).toHaveLength(rows.length)
  expectRecords(log.records, ['request-refused', 'request-refused', 'request-refused'])
})

test('a request that the server refuses while its body is read has a record besides that of the refusal', async () => {
  const { app, refused, log } = failingShop(new Error('not reached'))
  const server = await listen(app, '127.0.0.1', 0, refused)
  const fields = `Host: x\r\nAuthorization: Bearer ${await assistantToken()}\r\nContent-Type: application/json`
  const head = `POST /v1/products HTTP/1.1\r\n${fields}\r\nTransfer-Encoding: chunked\r\n\r\n`
  const answer = await rawExchange(Number(new URL(server.url).port), `${head}1\r\n{\r\nnonsense\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  await server.stop(0)
  expectRecords(log.records, ['request-refused', 'request'])
  expect(log.records[1]).toMatchObject({ 'url.path': '/v1/products', 'shop.aborted': true })
})
