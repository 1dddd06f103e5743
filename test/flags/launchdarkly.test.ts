import { afterEach, describe, expect, test } from '@jest/globals'
import { TestData } from '@launchdarkly/node-server-sdk/integrations'
import type { OpenFlags } from '../../flags/flags.js'
import { providedFlags } from '../../flags/provided-flags.js'
import { launchDarkly } from '../../flags/sources/launchdarkly.js'
import { expectRecords } from '../support/expect-records.js'
import { FlagWatch } from '../support/flag-watch.js'
import { LaunchDarklyStream } from '../support/launchdarkly-stream.js'

let flags: OpenFlags
let watch: FlagWatch
afterEach(() => flags.close())

async function open(options: Parameters<typeof launchDarkly>[1]) {
  watch = new FlagWatch()
  flags = providedFlags(launchDarkly('sdk-test', options), watch)
  await Promise.all([flags.known, watch.settled()])
}

describe('with the test data of LaunchDarkly', () => {
  async function opened(): Promise<TestData> {
    const data = new TestData()
    await open({ updateProcessor: data.getFactory() })
    return data
  }

  test('a flag is decided for each caller, with the reason', async () => {
    const data = await opened()
    const policies = data.flag('order-stock-policy').variations('strict', 'keep-last')
    await data.update(policies.fallthroughVariation(0).variationForContext('user', 'ada', 1))
    await data.update(data.flag('product-price-filter').booleanFlag().variationForAll(false))
    expect(await flags.value('order-stock-policy', 'ada')).toBe('keep-last')
    expect(await flags.value('order-stock-policy', 'bob')).toBe('strict')
    expect(await flags.value('product-price-filter', undefined)).toBe(false)
    expect(watch.evaluations.map(({ reason, variant }) => [reason, variant])).toEqual([
      ['targeting_match', '1'],
      ['static', '0'],
      ['static', '1'],
    ])
    expect(JSON.stringify(watch)).not.toContain('ada')
  })

  test('a changed flag holds at once, and has a record', async () => {
    const data = await opened()
    await data.update(data.flag('product-price-filter').booleanFlag().variationForAll(false))
    expect(await watch.until('flags-changed')).toMatchObject({ flags: ['product-price-filter'] })
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
  })

  test('a flag that is not there has its default, and is no outage', async () => {
    await opened()
    expect(await flags.value('product-price-filter', 'ada')).toBe(true)
    expect(watch.evaluations).toEqual([expect.objectContaining({ reason: 'error', error: 'flag_not_found' })])
    expect(watch.events).toEqual([])
  })

  test('a flag of another type has its default, and one record', async () => {
    const data = await opened()
    await data.update(data.flag('product-price-filter').variations('yes', 'no').variationForAll(0))
    for (const caller of ['ada', 'bob']) expect(await flags.value('product-price-filter', caller)).toBe(true)
    expect(watch.names.filter((name) => name === 'flag-refused')).toHaveLength(1)
  })
})

describe('with a stream', () => {
  let stream: LaunchDarklyStream
  afterEach(() => stream.close())

  const openStream = () =>
    open({ streamUri: stream.url, baseUri: stream.url, eventsUri: stream.url, streamInitialReconnectDelay: 0.02 })

  test('an outage leaves the last known values, with one record, and another one at its end', async () => {
    stream = await LaunchDarklyStream.open({ 'product-price-filter': false })
    await openStream()
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
    stream.fail()
    await watch.until('flags-lost')
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
    stream.isUp = true
    await watch.until('flags-restored')
    expectRecords(watch.events, ['flags-lost', 'flags-restored'])
    expect(watch.states).toEqual([true, false, true])
  })

  test('an outage at the start leaves the defaults until it ends', async () => {
    stream = await LaunchDarklyStream.open({ 'product-price-filter': false })
    stream.isUp = false
    await openStream()
    expect(await flags.value('product-price-filter', 'ada')).toBe(true)
    expectRecords(watch.events, ['flags-lost'])
    stream.isUp = true
    await watch.until('flags-restored')
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
  })
})
