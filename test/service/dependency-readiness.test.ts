import { expect, test } from '@jest/globals'
import { type DependencyEvent, dependencyReadiness } from '../../service/dependency-readiness.js'
import { startingReadiness } from '../../service/readiness.js'

const none = { brokerUrl: undefined, cache: undefined, redisUrl: undefined, issuer: undefined }
const all = {
  brokerUrl: 'amqp://broker.example',
  cache: { url: 'redis://redis.example', ttl: 30 },
  redisUrl: 'redis://redis.example',
  issuer: { name: 'https://id.example', audience: 'https://shop.example', keysUrl: 'https://id.example/keys' },
}

function observed(settings: Parameters<typeof dependencyReadiness>[1] = all, cache = { isUp: true }) {
  const readiness = startingReadiness()
  const known = readiness.parts().length
  const onEvent = dependencyReadiness(readiness, settings, cache)
  const parts = () => readiness.parts().slice(known)
  return {
    cache,
    tell: (...events: readonly DependencyEvent[]) => events.forEach(onEvent),
    names: () => parts().map(({ name }) => name),
    detail: (part: string) => parts().find(({ name }) => name === part)?.detail,
    requires: () => parts().some(({ required }) => required),
  }
}

const relay = { name: 'broker-unreachable', link: 'shop relay' } as const
const consumer = { name: 'broker-unreachable', link: 'shop consumer' } as const
const reached = (link: string) => ({ name: 'broker-reached', link }) as const

test('a service without dependencies has no parts for them, and needs none of those that it has', () => {
  expect(observed(none).names()).toEqual([])
  expect(observed({ ...none, cache: { url: undefined, ttl: 30 } }).names()).toEqual([])
  const { names, requires } = observed()
  expect([names(), requires()]).toEqual([['broker', 'cache', 'limits', 'issuer'], false])
})

test('a broker is ready when both the relay and the consumer have reached it', () => {
  const { tell, detail } = observed()
  expect(detail('broker')).toBe('it has not been reached yet')
  tell(reached('shop relay'))
  expect(detail('broker')).toBe('it has not been reached yet')
  tell(reached('shop consumer'))
  expect(detail('broker')).toBeUndefined()
  tell({ ...relay, reason: 'it takes no messages: low on memory' })
  expect(detail('broker')).toBe('events wait: it takes no messages: low on memory')
  tell({ ...consumer, reason: 'the connection was cut' })
  expect(detail('broker')).toBe(
    'events wait: it takes no messages: low on memory; messages are not received: the connection was cut',
  )
  tell(reached('shop relay'))
  expect(detail('broker')).toBe('messages are not received: the connection was cut')
})

test.each([
  [
    "the user or the password is wrong, or may not do this: access to exchange 'shop.events' refused for user 'shop'",
    ': the user or the password is wrong, or may not do this',
  ],
  ['it takes no messages: by order of user shop at 10.0.0.5', ': it takes no messages'],
  ['Heartbeat timeout of 10.0.0.5', ''],
])('a reason that may name hosts or users is for the log: %s', (reason, shown) => {
  const { tell, detail } = observed()
  tell({ ...relay, reason })
  expect(detail('broker')).toBe(`events wait${shown}`)
})

test('a cache says whether its store is used', () => {
  const { cache, detail } = observed()
  expect(detail('cache')).toBeUndefined()
  cache.isUp = false
  expect(detail('cache')).toBe('its store is not used: products are read from the database')
})

test('the store of the limits and the keys of the issuer are lost until they are reached again', () => {
  const { tell, detail } = observed()
  expect([detail('limits'), detail('issuer')]).toEqual(['it has not been reached yet', undefined])
  tell({ name: 'limits-store-reached' }, { name: 'keys-unreachable' })
  expect([detail('limits'), detail('issuer')]).toEqual([
    undefined,
    'its keys cannot be fetched: known keys are used for 24 hours',
  ])
  tell({ name: 'limits-store-lost', reason: 'ECONNREFUSED 10.0.0.5' }, { name: 'keys-reachable' })
  expect([detail('limits'), detail('issuer')]).toEqual([
    'their store does not answer: this instance counts for itself',
    undefined,
  ])
})
