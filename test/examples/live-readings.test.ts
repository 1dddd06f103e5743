import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { app } from '../../examples/live-readings.js'

const get = (accept: string, path = '/readings?count=2') => request(app).get(path).set('accept', accept).buffer(true)

describe('one generator, five formats', () => {
  const rows: readonly (readonly [accept: string, content: string])[] = [
    ['application/json', '[{"id":1,"degrees":21},\n{"id":2,"degrees":22}]'],
    [
      'application/xml',
      '<?xml version="1.0" encoding="UTF-8"?><items><item><id>1</id><degrees>21</degrees></item><item><id>2</id><degrees>22</degrees></item></items>',
    ],
    ['application/x-ndjson', '{"id":1,"degrees":21}\n{"id":2,"degrees":22}\n'],
    ['text/csv', 'id,degrees\r\n1,21\r\n2,22\r\n'],
    [
      'text/event-stream',
      'id: 1\nevent: reading\ndata: {"id":1,"degrees":21}\n\nid: 2\nevent: reading\ndata: {"id":2,"degrees":22}\n\n',
    ],
  ]
  test.each(rows)('%s', async (accept, content) => {
    const { text, body } = await get(accept).expect(200)
    expect(text ?? String(body)).toBe(content)
  })

  test('a client that reconnects continues after its last event', async () => {
    const { text } = await get('text/event-stream').set('last-event-id', '1').expect(200)
    expect(text).toBe('id: 2\nevent: reading\ndata: {"id":2,"degrees":22}\n\n')
  })

  test('a wrong count is refused before the stream begins', async () => {
    await get('text/csv', '/readings?count=many').expect(400)
  })
})
