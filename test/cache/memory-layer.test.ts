import { expect, test } from '@jest/globals'
import { memoryLayer } from '../../cache/memory-layer.js'
import { until } from '../support/broker.js'
import { storedProduct } from '../support/example-products.js'

const product = (id: string, description = '') => ({ ...storedProduct(), id, description })

test('a product is forgotten when its time to live is over', async () => {
  const memory = memoryLayer({ ttl: 1 })
  memory.put(product('a'), memory.state)
  await until(() => memory.get('a') === undefined)
})

test('the oldest products are forgotten when all are larger than the limit', () => {
  const memory = memoryLayer({ ttl: 60_000, bytes: 10_000 })
  for (const id of ['a', 'b', 'c']) memory.put(product(id, 'x'.repeat(1_500)), memory.state)
  expect(['a', 'b', 'c'].filter((id) => memory.get(id) !== undefined)).toEqual(['b', 'c'])
})

test('products without a description have a size, too', () => {
  const memory = memoryLayer({ ttl: 60_000, bytes: 10_000 })
  for (let id = 0; id < 100; id += 1) memory.put(product(String(id)), memory.state)
  const kept = Array.from({ length: 100 }, (_, id) => memory.get(String(id))).filter((each) => each !== undefined)
  expect(kept).toHaveLength(10)
})

test('a product that was read before a change of any product is not kept', () => {
  const memory = memoryLayer({ ttl: 60_000 })
  const since = memory.state
  memory.drop(['b'])
  memory.put(product('a'), since)
  expect(memory.get('a')).toBeUndefined()
  memory.put(product('a'), memory.state)
  expect(memory.get('a')).toMatchObject({ id: 'a' })
})

test('a change removes its products alone, and a change of all removes every product', () => {
  const memory = memoryLayer({ ttl: 60_000 })
  for (const id of ['a', 'b', 'c']) memory.put(product(id), memory.state)
  memory.drop(['a', 'c'])
  expect(['a', 'b', 'c'].filter((id) => memory.get(id) !== undefined)).toEqual(['b'])
  memory.drop('all')
  expect(memory.get('b')).toBeUndefined()
})
