import { afterEach, expect, jest, test } from '@jest/globals'
import { openConfiguration } from '../../../config/configuration.js'
import type { SecretEvent } from '../../../config/secrets/secret-event.js'
import { SecretError, type SecretSource } from '../../../config/secrets/secret-source.js'
import { type KeptSecrets, keptSecrets } from '../../../config/secrets/secrets.js'
import { temporaryFolder } from '../sources/folder.js'

const [first, second] = ['postgres://shop:one@db.example/shop', 'postgres://shop:two@db.example/shop']
let secrets: KeptSecrets | undefined
afterEach(() => secrets?.close())

/** Returns secrets whose source has a text, or fails with `undefined`. */
function secretsOf(options: { readonly waitMs?: number } = {}) {
  const state: { text: string | undefined; hangs: boolean; readings: number } = {
    text: first,
    hangs: false,
    readings: 0,
  }
  const source: SecretSource = {
    async read() {
      state.readings += 1
      if (state.hangs) await new Promise(() => {})
      if (state.text === undefined) throw new SecretError('the source is gone', 'passing')
      return state.text
    },
    close: () => {},
  }
  const texts = new Map([['DATABASE_URL', first]])
  const kept = new Map([['DATABASE_URL', { source, reference: 'x' }]])
  secrets = keptSecrets({ texts, kept, retryMs: 5, ...options })
  const events: SecretEvent[] = []
  let heard = () => {}
  secrets.listen((event) => {
    events.push(event)
    heard()
  })
  const event = () =>
    new Promise<void>((resolve) => {
      heard = resolve
    })
  return { secrets, state, events, event }
}

test('a changed secret is returned from the next call on', async () => {
  const { secrets, state, events } = secretsOf()
  expect(await secrets.current('DATABASE_URL')).toBe(first)
  state.text = second
  expect(await secrets.current('DATABASE_URL')).toBe(second)
  expect(events).toEqual([])
})

test('an outage keeps the known text, with one event at its begin and one at its end', async () => {
  const { secrets, state, events, event } = secretsOf()
  state.text = undefined
  for (let call = 0; call < 5; call += 1) expect(await secrets.current('DATABASE_URL')).toBe(first)
  expect(state.readings).toBeLessThan(5)
  state.text = second
  if (events.length < 2) await event()
  expect(await secrets.current('DATABASE_URL')).toBe(second)
  expect(events).toMatchObject([
    { name: 'secrets-unreachable', reason: 'the source is gone' },
    { name: 'secrets-reachable' },
  ])
})

test('a source that does not answer holds up one call for a bounded time, and later ones not at all', async () => {
  const { secrets, state, events } = secretsOf({ waitMs: 10 })
  state.hangs = true
  expect(await secrets.current('DATABASE_URL')).toBe(first)
  expect(events).toMatchObject([{ name: 'secrets-unreachable', reason: 'no answer in time' }])
  const { readings } = state
  await secrets.current('DATABASE_URL')
  expect(state.readings - readings).toBeLessThanOrEqual(1)
})

test('a text that is not right is not used, and not in the event', async () => {
  const { secrets, state, events } = secretsOf()
  state.text = 'mysql://shop:hunter2@db.example/shop'
  expect(await secrets.current('DATABASE_URL')).toBe(first)
  expect(events[0]).toMatchObject({ reason: 'the present DATABASE_URL must begin with postgres:// or postgresql://' })
  expect(JSON.stringify(events)).not.toContain('hunter2')
})

test('nothing is read or reported after the end, also when a reading fails then', async () => {
  jest.useFakeTimers()
  const failing: (() => void)[] = []
  const read = () =>
    new Promise<string>((_, reject) => failing.push(() => reject(new SecretError('the source is gone', 'passing'))))
  const kept = new Map([['DATABASE_URL', { source: { read, close: () => {} }, reference: 'x' }]])
  const ended = keptSecrets({ texts: new Map([['DATABASE_URL', first]]), kept, retryMs: 5 })
  const events: SecretEvent[] = []
  ended.listen((event) => void events.push(event))
  const current = ended.current('DATABASE_URL')
  ended.close()
  failing[0]?.()
  expect(await current).toBe(first)
  await jest.advanceTimersByTimeAsync(10)
  expect([failing.length, events]).toEqual([1, []])
  jest.useRealTimers()
})

test('events before there is a listener are not lost', () => {
  const early = keptSecrets({ texts: new Map(), kept: new Map() })
  early.onFailure(new SecretError('the source is gone', 'passing'))
  const events: SecretEvent[] = []
  early.listen((event) => void events.push(event))
  early.close()
  expect(events).toMatchObject([{ name: 'secrets-unreachable' }])
})

test('a secret in a file is read again, and one in the environment stays', async () => {
  const folder = temporaryFolder()
  const env = { DATABASE_URL_FILE: folder.file('url', first), AMQP_URL: 'amqp://broker.example' }
  const { secrets } = await openConfiguration({ env, argv: [] })
  expect(await secrets.current('DATABASE_URL')).toBe(first)
  folder.file('url', `${second}\n`)
  expect(await secrets.current('DATABASE_URL')).toBe(second)
  folder.remove()
  expect(await secrets.current('DATABASE_URL')).toBe(second)
  expect(await secrets.current('AMQP_URL')).toBe('amqp://broker.example')
  expect(await secrets.current('DATABASE_LISTEN_URL')).toBeUndefined()
  secrets.close()
})
