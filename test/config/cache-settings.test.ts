import { expect, test } from '@jest/globals'
import { loadSettings } from '../support/load-settings.js'

const [postgresql, redis, memcached] = [
  'postgres://db.example/shop',
  'redis://redis.example',
  'memcached://mem.example:1',
]

test.each([
  [{}, { url: undefined, ttl: 30 }],
  [{ CACHE_URL: 'off' }, undefined],
  [{ REDIS_URL: redis }, { url: redis, ttl: 30 }],
  [
    { REDIS_URL: redis, CACHE_URL: memcached, CACHE_TTL: '5' },
    { url: memcached, ttl: 5 },
  ],
  [{ REDIS_URL: redis, CACHE_URL: 'off' }, undefined],
  [{ DATABASE_URL: postgresql }, undefined],
  [
    { DATABASE_URL: postgresql, REDIS_URL: redis },
    { url: redis, ttl: 30 },
  ],
  [
    { DATABASE_URL: postgresql, CACHE_URL: redis },
    { url: redis, ttl: 30 },
  ],
])('the cache of %j is %j', (env, expected) => {
  expect(loadSettings({ env, argv: [] }).cache).toEqual(expected)
})
