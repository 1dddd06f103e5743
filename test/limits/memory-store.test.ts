import { expect, test } from '@jest/globals'
import { MemoryStore } from '../../limits/memory-store.js'

test('a flood of addresses forgets the oldest ones and keeps the memory bounded', () => {
  const store = new MemoryStore({ window: 600_000, most: 1_000 })
  for (let count = 0; count < 10_000; count += 1) {
    store.increment(`address:${count}`)
    if (count % 100 === 0) store.increment('busy')
  }
  expect(store.size).toBe(1_000)
  expect(store.get('busy')?.totalHits).toBe(100)
  expect(store.get('address:0')).toBeUndefined()
})

test('a window that is over begins anew', () => {
  const store = new MemoryStore({ window: 0 })
  expect([store.increment('a').totalHits, store.increment('a').totalHits]).toEqual([1, 1])
  expect(store.get('a')).toBeUndefined()
})

test('20,000 keys are kept unless another number is given', () => {
  const store = new MemoryStore({ window: 600_000 })
  for (let count = 0; count <= 20_000; count += 1) store.increment(String(count))
  expect(store.size).toBe(20_000)
})

test('a hit can be taken back, but not more than there are', () => {
  const store = new MemoryStore({ window: 600_000 })
  store.increment('a')
  store.increment('a')
  const countsAfter = [1, 2, 3].map(() => {
    store.decrement('a')
    return store.get('a')?.totalHits
  })
  expect(countsAfter).toEqual([1, 0, 0])
  store.decrement('unknown')
  expect(store.get('unknown')).toBeUndefined()
})

test('a key that is reset has no count', () => {
  const store = new MemoryStore({ window: 600_000 })
  store.increment('a')
  store.resetKey('a')
  expect(store.get('a')).toBeUndefined()
  expect(store.increment('a').totalHits).toBe(1)
})
