import { test } from '@jest/globals'
import request from 'supertest'
import { app } from '../../examples/stacked-providers.js'

test('the first provider that refuses answers, in the order of the list', async () => {
  const rows: readonly (readonly [method: 'get' | 'delete', path: string, user: string, status: number])[] = [
    ['get', '/documents/none', 'eve', 401],
    ['get', '/documents/none', 'ada', 404],
    ['get', '/documents/plan', 'bob', 200],
    ['delete', '/documents/plan', 'bob', 403],
    ['delete', '/documents/plan', 'ada', 204],
    ['get', '/documents/plan', 'ada', 404],
  ]
  for (const [method, path, user, status] of rows) {
    await request(app)[method](path).set('Authorization', `Bearer ${user}`).expect(status)
  }
})
