import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { server } from '../../examples/compare-and-set.js'

const put = (text: string, fields: Record<string, string>) =>
  request(server).put('/document').set(fields).send({ text })

describe('compare and set', () => {
  test('a client cannot overwrite a version that it has not read', async () => {
    await request(server).get('/document').expect(404)
    const made = await put('one', { 'if-none-match': '*' }).expect(201)
    await put('two', { 'if-none-match': '*' }).expect(412)
    const tag = String(made.headers.etag)
    const answers = await Promise.all([put('mine', { 'if-match': tag }), put('yours', { 'if-match': tag })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    const failed = answers.find(({ status }) => status === 412)
    expect(failed?.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    const now = await request(server).get('/document').expect(200)
    await request(server).get('/document').set('if-none-match', String(now.headers.etag)).expect(304, '')
  })

  test('an unknown path is answered in the envelope', async () => {
    await request(server)
      .get('/elsewhere')
      .set('accept', 'application/xml')
      .expect(404)
      .expect('content-type', /problem\+xml/)
  })
})
