import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { parseStringPromise } from 'xml2js'
import { app } from '../../examples/xml2js-codec.js'

describe("a codec on xml2js's own Builder and Parser", () => {
  const post = (body: string) =>
    request(app).post('/sum').type('application/xml').set('accept', 'application/xml').send(body)

  test('reads and writes', async () => {
    const { text } = await post('<numbers><n>1</n><n>2</n></numbers>').expect(200)
    expect(await parseStringPromise(text)).toEqual({ response: { sum: ['3'] } })
  })

  test('writes failures', async () => {
    const { text } = await post('<numbers><n>1</n>').expect(400)
    expect((await parseStringPromise(text)).error.status).toEqual(['400'])
  })

  test('has the limits of that dialect: a list of one is no list', async () => {
    await post('<numbers><n>1</n></numbers>').expect(400)
  })
})
