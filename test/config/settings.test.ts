import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { SettingsError } from '../../config/settings-error.js'
import { variables } from '../../config/variables.js'
import { loadSettings } from '../support/load-settings.js'

const load = (env: Record<string, string | undefined>, argv: readonly string[] = []) => loadSettings({ env, argv })

const issuer = {
  JWT_ISSUER: 'https://id.example',
  JWT_AUDIENCE: 'https://shop.example',
  JWKS_URL: 'https://id.example/jwks.json',
}

function refusal(env: Record<string, string>, argv: readonly string[] = []): SettingsError {
  try {
    load(env, argv)
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
  throw new Error('the settings were accepted')
}

test('nothing set gives a service on this machine with its own database', () => {
  expect(load({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: undefined,
    databaseListenUrl: undefined,
    databasePool: 10,
    exportsAtOnce: 2,
    dataFolder: resolve('data'),
    reset: false,
    brokerUrl: undefined,
    brokerPrefix: 'shop',
    redisUrl: undefined,
    redisPrefix: 'shop',
    cache: { url: undefined, ttl: 30 },
    issuer: undefined,
    corsOrigins: [],
    compression: true,
    limits: expect.any(Object),
    log: { level: 'info', format: 'json' },
    metricsHost: '127.0.0.1',
    slowRequest: 1000,
    migrateAtStart: true,
    shutdownDelay: 0,
    shutdownGrace: 10_000,
  })
})

test('every variable is read', () => {
  const env = {
    HOST: '::1',
    PORT: '0',
    DATABASE_URL: 'postgresql://shop@db.example/shop',
    DATABASE_LISTEN_URL: 'postgresql://shop@direct.example/shop',
    DATABASE_POOL: '4',
    EXPORTS_AT_ONCE: '5',
    DATA_FOLDER: '/var/lib/shop',
    AMQP_URL: 'amqps://shop@broker.example/shop',
    AMQP_PREFIX: 'trial.shop',
    REDIS_URL: 'rediss://shop@redis.example',
    REDIS_PREFIX: 'trial',
    CACHE_URL: 'memcached://cache.example',
    CACHE_TTL: '60',
    ...issuer,
    CORS_ORIGINS: 'https://a.example, http://localhost:8080',
    COMPRESSION: 'off',
    LOG_LEVEL: 'warn',
    LOG_FORMAT: 'readable',
    METRICS_PORT: '9464',
    METRICS_HOST: '0.0.0.0',
    SHUTDOWN_GRACE: '3',
    SLOW_REQUEST: '250',
  }
  expect(load(env)).toEqual({
    host: '::1',
    port: 0,
    databaseUrl: 'postgresql://shop@db.example/shop',
    databaseListenUrl: 'postgresql://shop@direct.example/shop',
    databasePool: 4,
    exportsAtOnce: 5,
    dataFolder: '/var/lib/shop',
    reset: false,
    brokerUrl: 'amqps://shop@broker.example/shop',
    brokerPrefix: 'trial.shop',
    redisUrl: 'rediss://shop@redis.example',
    redisPrefix: 'trial',
    cache: { url: 'memcached://cache.example', ttl: 60 },
    issuer: { name: 'https://id.example', audience: 'https://shop.example', keysUrl: 'https://id.example/jwks.json' },
    corsOrigins: ['https://a.example', 'http://localhost:8080'],
    compression: false,
    limits: expect.any(Object),
    log: { level: 'warn', format: 'readable' },
    metricsPort: 9464,
    metricsHost: '0.0.0.0',
    slowRequest: 250,
    migrateAtStart: true,
    shutdownDelay: 0,
    shutdownGrace: 3000,
  })
})

test('an empty or blank variable counts as unset', () => {
  const names = Object.keys(variables)
  for (const blank of ['', '  ']) expect(load(Object.fromEntries(names.map((name) => [name, blank])))).toEqual(load({}))
})

test('settings cannot be changed afterwards', () => {
  const settings = load({})
  expect([Object.isFrozen(settings), Object.isFrozen(settings.log)]).toEqual([true, true])
})

test('--reset asks for an empty database', () => expect(load({}, ['--reset']).reset).toBe(true))

test.each([
  [{}, false, 'json'],
  [{}, true, 'readable'],
  [{ NODE_ENV: 'production', ...issuer }, true, 'json'],
  [{ NODE_ENV: 'production', ...issuer, LOG_FORMAT: 'readable' }, true, 'readable'],
  [{ LOG_FORMAT: 'json' }, true, 'json'],
] as const)('with %j and terminal %j the log is %s', (env, terminal, format) => {
  expect(loadSettings({ env, argv: [], terminal }).log.format).toBe(format)
})

test.each([
  [{ PORT: '0' }, { port: 0 }],
  [{ PORT: '65535' }, { port: 65_535 }],
  [{ DATABASE_POOL: '1' }, { databasePool: 1 }],
  [{ DATABASE_POOL: '1000' }, { databasePool: 1000 }],
  [{ CACHE_TTL: '1' }, { cache: { ttl: 1 } }],
  [{ CACHE_TTL: '3600' }, { cache: { ttl: 3600 } }],
  [{ SHUTDOWN_GRACE: '0' }, { shutdownGrace: 0 }],
  [{ SLOW_REQUEST: '1' }, { slowRequest: 1 }],
  [{ SLOW_REQUEST: '600000' }, { slowRequest: 600_000 }],
  [{ SHUTDOWN_GRACE: '3600' }, { shutdownGrace: 3_600_000 }],
])('%j is the least or the most that there may be', (env, expected) => {
  expect(load(env)).toMatchObject(expected)
})

describe('a wrong setting', () => {
  const number = 'must be a whole number from 0 to 65535.\n      For example: PORT=3000'

  test.each([
    ['PORT', '80a', `PORT is "80a", but ${number}`],
    ['PORT', '65536', `PORT is "65536", but ${number}`],
    ['PORT', '-1', `PORT is "-1", but ${number}`],
    ['PORT', '3e3', `PORT is "3e3", but ${number}`],
    ['PORT', '3000\u001b[2J', `PORT is "3000\\u001b[2J", but ${number}`],
    ['PORT', '9'.repeat(500), `PORT is "${'9'.repeat(60)}…", but ${number}`],
    ['HOST', 'http://localhost', 'HOST is "http://localhost", but must be an IP address or a host name'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud", but must be one of error, warn, info, debug.'],
    ['LOG_FORMAT', 'xml', 'LOG_FORMAT is "xml", but must be one of json, readable.'],
    ['SHUTDOWN_GRACE', '3601', 'must be a whole number of seconds from 0 to 3600.'],
    ['DATABASE_POOL', '0', 'DATABASE_POOL is "0", but must be a whole number from 1 to 1000.'],
    ['DATABASE_POOL', '1001', 'DATABASE_POOL is "1001", but must be a whole number from 1 to 1000.'],
    ['REDIS_URL', 'http://x', 'must begin with redis:// or rediss://'],
    ['REDIS_URL', 'redis://h:6379/shop', 'must name its database by a number, as in /0'],
    ['REDIS_URL', 'redis://:p%zz@h', 'must be a URL, with special characters of user and password percent-encoded'],
    ['CACHE_URL', 'memcached://h:99999', 'must be memcached://host:port, or another URL'],
    ['REDIS_PREFIX', 'a b', 'REDIS_PREFIX is "a b", but must be 1 to 50 letters'],
    ['CACHE_URL', 'http://x', 'must begin with memcached://, redis:// or rediss://'],
    ['CACHE_URL', 'memcached://user@host', 'must be memcached://host:port'],
    ['CACHE_TTL', '0', 'CACHE_TTL is "0", but must be a whole number of seconds from 1 to 3600'],
    ['AMQP_PREFIX', 'a b', 'AMQP_PREFIX is "a b", but must be 1 to 100 letters'],
    ['DATA_FOLDER', '/var\0/lib', 'but must be a path'],
    ['CORS_ORIGINS', '*', 'but must be origins with commas between them'],
    ['CORS_ORIGINS', 'https://a.example/', 'but must be origins with commas between them'],
    ['CORS_ORIGINS', 'https://a.example,null', 'but must be origins with commas between them'],
    ['CORS_ORIGINS', 'https://a.example:443', 'but must be origins with commas between them'],
    ['SHUTDOWN_GRACE', '1.5', 'SHUTDOWN_GRACE is "1.5", but must be a whole number of seconds from 0 to 3600.'],
  ])('%s=%j is named with what is wrong and an example', (name, value, message) => {
    expect(refusal({ [name]: value }).message).toContain(message)
  })

  test.each([
    ['mysql://root:hunter2@127.0.0.1/shop', 'must begin with postgres:// or postgresql://'],
    ['postgres://shop:hunter2@[/shop', 'must be a URL, with special characters of user and password percent-encoded'],
    ['xpostgres://shop:hunter2@127.0.0.1/shop', 'must begin with postgres:// or postgresql://'],
    ['hunter2', 'must begin with postgres:// or postgresql://'],
  ])('DATABASE_URL=%j is never shown', (value, must) => {
    const { message } = refusal({ DATABASE_URL: value })
    expect(message).toContain(`DATABASE_URL is set (its value is not shown here), but ${must}`)
    expect(message).not.toContain('hunter2')
  })

  test.each([
    ['http://shop:hunter2@127.0.0.1', 'must begin with amqp:// or amqps://'],
    ['amqp://shop:hunter2@[/shop', 'must be a URL, with special characters of user and password percent-encoded'],
  ])('AMQP_URL=%j is never shown', (value, must) => {
    const { message } = refusal({ AMQP_URL: value })
    expect(message).toContain(`AMQP_URL is set (its value is not shown here), but ${must}`)
    expect(message).not.toContain('hunter2')
  })

  test('all of them are named at once', () => {
    const { message } = refusal({ PORT: 'x', LOG_LEVEL: 'y' }, ['--rest'])
    expect(message).toContain('3 settings are wrong')
    for (const name of ['PORT', 'LOG_LEVEL', '--rest']) expect(message).toContain(`  ${name} `)
  })

  test.each([
    ['--rest', '  --rest must be one of --reset, --help'],
    ['toString', '  toString must be one of --reset, --help'],
    ['--password=hunter2', '  --password… must be one of --reset, --help'],
    ['\u001b[31m', '  … must be one of'],
  ])('the unknown flag %j is named, without its value', (flag, message) => {
    expect(refusal({}, [flag]).message).toContain(message)
    expect(refusal({}, [flag]).message).not.toContain('hunter2')
  })

  test('--reset never empties a database of others', () => {
    expect(refusal({ DATABASE_URL: 'postgres://127.0.0.1/shop' }, ['--reset']).message).toContain(
      '--reset must not be used with DATABASE_URL',
    )
  })
})
