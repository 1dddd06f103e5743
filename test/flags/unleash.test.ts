import { afterEach, expect, test } from '@jest/globals'
import type { OpenFlags } from '../../flags/flags.js'
import { providedFlags } from '../../flags/provided-flags.js'
import { unleash } from '../../flags/sources/unleash.js'
import { expectRecords } from '../support/expect-records.js'
import { FlagWatch } from '../support/flag-watch.js'
import { feature, UnleashDouble, type UnleashFeature, variantFeature } from '../support/unleash-double.js'

let double: UnleashDouble
let flags: OpenFlags
let watch: FlagWatch
afterEach(async () => {
  await flags.close()
  await double.close()
})

/** @param timeout the time limit of a request, in milliseconds, which a busy machine does not miss by default */
async function open(
  features: readonly UnleashFeature[],
  prepare: (double: UnleashDouble) => void = () => undefined,
  timeout = 60_000,
) {
  double = await UnleashDouble.open(...features)
  const { token } = double
  prepare(double)
  watch = new FlagWatch()
  flags = providedFlags(unleash({ url: double.url, token: async () => token, refreshInterval: 20, timeout }), watch)
  await Promise.all([flags.known, watch.settled()])
}

test('a feature is decided for each caller', async () => {
  await open([feature('product-price-filter', true, ['ada']), variantFeature('order-stock-policy', 'keep-last')])
  expect(await flags.value('product-price-filter', 'ada')).toBe(true)
  expect(await flags.value('product-price-filter', 'bob')).toBe(false)
  expect(await flags.value('product-price-filter', undefined)).toBe(false)
  expect(await flags.value('order-stock-policy', 'bob')).toBe('keep-last')
  expect(watch.evaluations.at(-1)).toEqual({
    flag: 'order-stock-policy',
    value: 'keep-last',
    variant: 'keep-last',
    reason: 'unknown',
    provider: 'unleash',
  })
  expect(watch.events).toEqual([])
})

test.each<[string, readonly UnleashFeature[], string]>([
  ['a payload', [variantFeature('order-stock-policy', 'b', 'keep-last')], 'keep-last'],
  ['no variant for the caller', [variantFeature('order-stock-policy', 'keep-last', undefined, ['bob'])], 'strict'],
  ['no variants', [feature('order-stock-policy', true)], 'strict'],
  ['a feature that is off', [{ ...variantFeature('order-stock-policy', 'keep-last'), enabled: false }], 'strict'],
  ['no such feature', [], 'strict'],
])('text with %s', async (_, features, value) => {
  await open(features)
  expect(await flags.value('order-stock-policy', 'ada')).toBe(value)
  expect(watch.events).toEqual([])
})

test('a variant that the flag does not have is refused, with one record', async () => {
  await open([variantFeature('order-stock-policy', 'give-away')])
  for (const caller of ['ada', 'bob']) expect(await flags.value('order-stock-policy', caller)).toBe('strict')
  expectRecords(watch.events, ['flag-refused'])
})

test('a change at the server holds after the next look, and its record names the features', async () => {
  await open([feature('product-price-filter', true), feature('other', true)])
  double.set(feature('product-price-filter', false), feature('other', true))
  expect(await watch.until('flags-changed')).toMatchObject({ flags: ['product-price-filter'] })
  expect(await flags.value('product-price-filter', 'ada')).toBe(false)
})

/** A server that hangs is noticed by the time limit alone. */
const timeouts = { failing: 60_000, hanging: 1_000 }

test.each(['failing', 'hanging'] as const)(
  'while the server is %s at the start, each flag has its default',
  async (state) => {
    const prepare = (server: UnleashDouble) => {
      server.state = state
    }
    await open([feature('product-price-filter', false)], prepare, timeouts[state])
    expect(await flags.value('product-price-filter', 'ada')).toBe(true)
    await watch.until('flags-lost')
    double.state = 'up'
    await watch.until('flags-restored')
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
    expect(watch.states.slice(0, 2)).toEqual([false, true])
  },
)

test.each(['failing', 'hanging'] as const)('while the server is %s, the last known values hold', async (state) => {
  await open([feature('product-price-filter', false)], undefined, timeouts[state])
  double.state = state
  await watch.until('flags-lost')
  expect(await flags.value('product-price-filter', 'ada')).toBe(false)
  double.state = 'up'
  await watch.until('flags-restored')
  expectRecords(watch.events, ['flags-lost', 'flags-restored'])
})

test('a refused token is an outage whose record has no token', async () => {
  await open([], (server) => {
    server.token = 'another'
  })
  expect(await watch.until('flags-lost')).toMatchObject({ reason: expect.stringContaining('401') })
  expect(JSON.stringify(watch.events)).not.toContain('default:development.double')
})

test('the server is told nothing about callers', async () => {
  await open([feature('product-price-filter', true)])
  await flags.value('product-price-filter', 'ada')
  await flags.close()
  expect(double.received.join()).not.toContain('ada')
})
