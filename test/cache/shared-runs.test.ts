import { expect, test } from '@jest/globals'
import { sharedRuns } from '../../cache/shared-runs.js'
import { deferred } from '../support/deferred.js'

test('calls during a run share the next run, which begins after the first', async () => {
  const run = sharedRuns<string>()
  const [first, second] = [deferred<string>(), deferred<string>()]
  const begun: string[] = []
  const work = (name: string, result: Promise<string>) => () => {
    begun.push(name)
    return result
  }
  const results = [
    run('a', work('first', first.promise)),
    run('a', work('second', second.promise)),
    run('a', work('third', second.promise)),
  ]
  expect(begun).toEqual(['first'])
  first.resolve('one')
  expect(await results[0]).toBe('one')
  second.resolve('two')
  expect(await Promise.all(results)).toEqual(['one', 'two', 'two'])
  expect(begun).toEqual(['first', 'second'])
})

test('keys do not wait for each other', async () => {
  const run = sharedRuns<string>()
  void run('a', () => new Promise(() => undefined))
  expect(await run('b', async () => 'other')).toBe('other')
})

test('a failure is that of its own run alone', async () => {
  const run = sharedRuns<string>()
  const failing = run('a', () => Promise.reject(new Error('gone')))
  const following = run('a', async () => 'fine')
  await expect(failing).rejects.toThrow('gone')
  expect(await following).toBe('fine')
  expect(await run('a', async () => 'new')).toBe('new')
})

test('a call after the end of all runs begins at once', async () => {
  const run = sharedRuns<number>()
  await run('a', async () => 1)
  await run('b', async () => Promise.reject(new Error('lost'))).catch(() => 0)
  const begun: string[] = []
  for (const key of ['a', 'b']) void run(key, async () => begun.push(key))
  expect(begun).toEqual(['a', 'b'])
})
