import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { app } from '../../examples/quick-start.js'

describe('the quick start', () => {
  test('answers in JSON and in XML', async () => {
    await request(app).get('/products/1').expect(200, { id: '1', name: 'Lamp', price: 1999 })
    const { text } = await request(app).get('/products').set('accept', 'application/xml').expect(200)
    expect(text).toContain('<items><item><id>1</id><name>Lamp</name><price>1999</price></item></items>')
  })

  test('creates a product from XML, and reports each invalid field', async () => {
    const post = () => request(app).post('/products').type('application/xml')
    const made = await post().send('<p><name>Chair</name><price>4999</price></p>').expect(201)
    expect([made.headers.location, made.body]).toEqual(['/products/2', { id: '2', name: 'Chair', price: 4999 }])
    const refused = await post().send('<p><name/><price>none</price></p>').expect(400)
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/name', '/price'])
  })

  test('deletes a product once', async () => {
    await request(app).delete('/products/1').expect(204, '')
    await request(app).delete('/products/1').expect(404)
  })
})
