import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { SharedStore } from '../../cache/shared-store.js'
import { until } from '../support/broker.js'

let tests = 0

/**
 * Tests a store of the cache. Each test has keys of its own.
 *
 * @param closed returns the store of a client that is closed
 */
export function testSharedStore(store: () => SharedStore, closed: () => Promise<SharedStore>): void {
  const key = (name: string) => `${tests}:${name}`

  test('texts are found in the order of their keys; a key that has none is undefined', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(9), fc.string({ unit: 'grapheme' }))), async (written) => {
        tests += 1
        const entries = new Map(written.map(([name, text]) => [key(String(name)), text]))
        await store().set([...entries], 0)
        const keys = Array.from({ length: 10 }, (_, name) => key(String(name)))
        expect(await store().get(keys)).toEqual(keys.map((each) => entries.get(each)))
      }),
      { numRuns: 30 },
    )
  })

  test('a text is added where there is none, and replaced by a text that is set', async () => {
    tests += 1
    const texts: unknown[] = []
    const note = async () => texts.push((await store().get([key('a')]))[0])
    await store().add([key('a'), 'added'], 0)
    await note()
    await store().add([key('a'), 'added again'], 0)
    await note()
    await store().set([[key('a'), 'set']], 60)
    await note()
    expect(texts).toEqual(['added', 'added', 'set'])
  })

  test('a text is kept for its time; 0 is no limit', async () => {
    tests += 1
    const names = ['set', 'added', 'set for ever', 'added for ever']
    const [set = '', added = '', setForEver = '', addedForEver = ''] = names.map(key)
    await store().set([[set, 'a']], 1)
    await store().add([added, 'b'], 1)
    await store().set([[setForEver, 'c']], 0)
    await store().add([addedForEver, 'd'], 0)
    await until(async () => (await store().get([set, added])).every((text) => text === undefined))
    expect(await store().get([setForEver, addedForEver])).toEqual(['c', 'd'])
  })

  test('each call fails while it is down', async () => {
    const { isUp, get, set, add } = await closed()
    expect(isUp).toBe(false)
    const calls = [get(['a']), set([['a', 'b']], 0), add(['a', 'b'], 0)]
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected')
  })
}
