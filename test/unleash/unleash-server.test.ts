import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { OpenFlags } from '../../flags/flags.js'
import { providedFlags } from '../../flags/provided-flags.js'
import { unleash } from '../../flags/sources/unleash.js'
import { describeOnPostgresql } from '../support/database.js'
import { expectRecords } from '../support/expect-records.js'
import { FlagWatch } from '../support/flag-watch.js'
import { UnleashServer } from '../support/unleash-server.js'

describeOnPostgresql('flags from a real Unleash server', () => {
  const watch = new FlagWatch()
  let server: UnleashServer
  let flags: OpenFlags

  beforeAll(async () => {
    server = await UnleashServer.open()
    await server.add('product-price-filter', {
      constraints: [{ contextName: 'userId', operator: 'IN', values: ['ada', 'anonymous'] }],
    })
    await server.add('order-stock-policy', {
      constraints: [{ contextName: 'userId', operator: 'IN', values: ['ada'] }],
      variants: [{ name: 'keep-last', weight: 1000, weightType: 'variable', stickiness: 'default' }],
    })
    const source = unleash({ url: server.url, token: async () => server.token, refreshInterval: 200 })
    flags = providedFlags(source, watch)
    await flags.known
  })
  afterAll(async () => {
    await flags.close()
    await server.close()
  })

  test('flags are decided for each caller', async () => {
    expect(await flags.value('product-price-filter', 'ada')).toBe(true)
    expect(await flags.value('product-price-filter', 'bob')).toBe(false)
    expect(await flags.value('product-price-filter', undefined)).toBe(true)
    expect(await flags.value('order-stock-policy', 'ada')).toBe('keep-last')
    expect(await flags.value('order-stock-policy', 'bob')).toBe('strict')
    expect(watch.events).toEqual([])
  })

  test('a feature that is switched off is off after the next look', async () => {
    await server.turn('product-price-filter', 'off')
    expect(await watch.until('flags-changed')).toMatchObject({ flags: ['product-price-filter'] })
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
  })

  test('keep their values while it is gone, with a record each way', async () => {
    await server.kill()
    await watch.until('flags-lost')
    expect(await flags.value('product-price-filter', 'ada')).toBe(false)
    expect(await flags.value('order-stock-policy', 'ada')).toBe('keep-last')
    await server.start()
    await watch.until('flags-restored')
    expectRecords(watch.events, ['flags-changed', 'flags-lost', 'flags-restored'])
  })

  test('a wrong token leaves the defaults', async () => {
    const refused = new FlagWatch()
    const source = unleash({ url: server.url, token: async () => '*:development.wrong', refreshInterval: 200 })
    const defaults = providedFlags(source, refused)
    await defaults.known
    expect(await defaults.value('product-price-filter', 'ada')).toBe(true)
    expectRecords(refused.events, ['flags-lost'])
    await defaults.close()
  })
})
