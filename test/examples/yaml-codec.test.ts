import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { app } from '../../examples/yaml-codec.js'

const yaml = 'application/yaml'
const buffered = (accept: string) => request(app).get('/echo').set('accept', accept).buffer(true)

describe('a codec for YAML', () => {
  test('writes values', async () => {
    const { text, headers } = await buffered(yaml)
    expect([headers['content-type'], text]).toEqual([`${yaml}; charset=utf-8`, 'name: Köln\nsizes:\n  - 1\n  - 2\n'])
  })

  const bodies: readonly (readonly [name: string, body: string, status: number, says: string])[] = [
    ['reads bodies', 'name: Bonn\nsizes: [3]\n', 200, 'name: Bonn'],
    ['names a member that does not fit the schema', 'name: Bonn\nsizes: [x]\n', 400, 'pointer: /sizes/0'],
    ['refuses malformed YAML', 'name: [', 400, 'the body is not YAML'],
    ['refuses aliases', 'name: &a x\nsizes: [*a]\n', 400, 'cannot be read'],
  ]
  test.each(bodies)('%s', async (_name, body, status, says) => {
    const post = request(app).post('/echo').type(yaml).set('accept', yaml).buffer(true)
    const { text, status: got } = await post.send(body)
    expect([got, text]).toEqual([status, expect.stringContaining(says)])
  })

  test('writes failures', async () => {
    const { text } = await request(app).get('/nowhere').set('accept', yaml).buffer(true).expect(404)
    expect(text).toContain('error: Not Found\n')
  })
})
