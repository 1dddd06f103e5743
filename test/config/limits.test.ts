import { describe, expect, test } from '@jest/globals'
import { loadSettings } from '../support/load-settings.js'

const load = (env: Record<string, string>) => loadSettings({ env, argv: [] }).limits

test('nothing set gives moderate limits', () => {
  expect(load({})).toEqual({
    trustProxy: undefined,
    rates: {
      reads: { limit: 600, window: 60 },
      writes: { limit: 300, window: 60 },
      orders: { limit: 60, window: 60 },
      transfers: { limit: 30, window: 60 },
    },
    refusedCallers: { limit: 100, window: 60 },
    addressPrefix: 56,
    maxRequests: 250,
    maxDelay: 500,
  })
})

test('every variable of the limits is read', () => {
  const env = {
    TRUST_PROXY: '10.0.0.0/8, loopback',
    RATE_LIMITS: 'on',
    RATE_LIMIT_READS: '1/2',
    RATE_LIMIT_WRITES: 'off',
    RATE_LIMIT_ORDERS: '3/4',
    RATE_LIMIT_TRANSFERS: '1000000/1000000',
    RATE_LIMIT_CREDENTIALS: 'off',
    RATE_LIMIT_IPV6_PREFIX: '64',
    MAX_REQUESTS: 'off',
    MAX_EVENT_LOOP_DELAY: 'off',
  }
  expect(load(env)).toEqual({
    trustProxy: ['10.0.0.0/8', 'loopback'],
    rates: {
      reads: { limit: 1, window: 2 },
      writes: undefined,
      orders: { limit: 3, window: 4 },
      transfers: { limit: 1_000_000, window: 1_000_000 },
    },
    refusedCallers: undefined,
    addressPrefix: 64,
    maxRequests: undefined,
    maxDelay: undefined,
  })
})

describe('trusted proxies', () => {
  test.each([
    ['1', 1],
    ['10', 10],
    ['loopback', ['loopback']],
    ['10.0.0.0/8, fd00::/8,192.0.2.1', ['10.0.0.0/8', 'fd00::/8', '192.0.2.1']],
    ['2001:db8::ffff:1', ['2001:db8::ffff:1']],
    ['10.0.0.1/32, FD00::1/128', ['10.0.0.1/32', 'FD00::1/128']],
    ['linklocal,uniquelocal', ['linklocal', 'uniquelocal']],
  ])('%s is understood', (text, expected) => {
    expect(load({ TRUST_PROXY: text }).trustProxy).toEqual(expected)
  })

  test.each([
    'true',
    '0',
    '11',
    '*',
    '0.0.0.0/0',
    '::/0',
    '0.0.0.0/1',
    '10.0.0.0/7',
    '10.0.0.0/33',
    '10.0.0.0/8x',
    'x10.0.0.0/8',
    '1x',
    'x1',
    '1.5',
    '1e0',
    '8.8.8.8 loopback',
    'fd00::/129',
    '10.0.0.0/8,',
    'proxy.example',
    '::ffff:10.0.0.0/8',
    '::ffff:10.0.0.0/104',
    '::FFFF:10.0.0.1',
    '::ffff:0:0/96',
    '0:0:0:0:0:ffff:a00:0/104',
    '0000:0000::ffff:0a00:0001',
  ])('%s is refused: clients could choose their addresses, or it is no network', (text) => {
    expect(() => load({ TRUST_PROXY: text })).toThrow(/TRUST_PROXY .* but must be the number of proxies/)
  })
})

describe('a rate', () => {
  test.each(['600', '0/60', '60/0', '1000001/1', '600/60/1', '-1/60', '1e3/60', 'none', '600 / 60'])(
    '%s is refused',
    (text) => {
      expect(() => load({ RATE_LIMIT_READS: text })).toThrow(/must be requests\/seconds, such as 600\/60/)
    },
  )

  test('one switch turns all rates off, and leaves the shedding of load', () => {
    const { rates, refusedCallers, maxRequests } = load({ RATE_LIMITS: 'off', RATE_LIMIT_READS: '5/1' })
    expect(Object.values(rates)).toEqual([undefined, undefined, undefined, undefined])
    expect([refusedCallers, maxRequests]).toEqual([undefined, 250])
  })
})
