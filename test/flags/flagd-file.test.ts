import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { OpenFlags } from '../../flags/flags.js'
import { openFlags } from '../../flags/open-flags.js'
import { expectRecords } from '../support/expect-records.js'
import { FlagWatch } from '../support/flag-watch.js'
import { flagdContent, onlyFor } from '../support/flagd-content.js'

let folder: string
let file: string
let watch: FlagWatch
let flags: OpenFlags | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flags-'))
  file = join(folder, 'flags.json')
  watch = new FlagWatch()
})
afterEach(async () => {
  await flags?.close()
  await rm(folder, { recursive: true })
})

/** Replaces the file as editors and Kubernetes do: by another one. */
async function write(content: string): Promise<void> {
  await writeFile(`${file}.new`, content)
  await rename(`${file}.new`, file)
}

async function open(content?: string): Promise<OpenFlags> {
  if (content !== undefined) await write(content)
  flags = await openFlags({ source: 'file', file, lookEvery: 20 }, watch)
  await Promise.all([flags.known, watch.settled()])
  return flags
}

test('a flag has the value of the file, with its reason and variant and nothing about the caller', async () => {
  const opened = await open(flagdContent({ 'product-price-filter': false, 'order-stock-policy': 'keep-last' }))
  expect(await opened.value('product-price-filter', 'alice')).toBe(false)
  expect(await opened.value('order-stock-policy', 'alice')).toBe('keep-last')
  expect(watch.evaluations).toEqual([
    { flag: 'product-price-filter', value: false, variant: 'false', reason: 'static', provider: 'flagd' },
    { flag: 'order-stock-policy', value: 'keep-last', variant: 'keep-last', reason: 'static', provider: 'flagd' },
  ])
  expect(watch.states).toEqual([true])
  expect(watch.events).toEqual([])
})

test('a flag is decided for each caller, and callers without a token are one', async () => {
  const rule = onlyFor('alice', 'keep-last')
  const opened = await open(flagdContent({ 'order-stock-policy': rule }))
  expect(await opened.value('order-stock-policy', 'alice')).toBe('keep-last')
  expect(await opened.value('order-stock-policy', 'bob')).toBe('strict')
  expect(await opened.value('order-stock-policy', undefined)).toBe('strict')
  await write(flagdContent({ 'order-stock-policy': onlyFor('anonymous', 'keep-last') }))
  await watch.until('flags-changed')
  expect(await opened.value('order-stock-policy', undefined)).toBe('keep-last')
  expect(JSON.stringify(watch)).not.toContain('alice')
})

test('a share of callers gets a value, and each caller keeps it', async () => {
  const split = {
    fractional: [
      ['off', 50],
      ['on', 50],
    ],
  }
  const variants = { on: true, off: false }
  const flag = { state: 'ENABLED', variants, defaultVariant: 'on', targeting: split }
  const opened = await open(JSON.stringify({ flags: { 'product-price-filter': flag } }))
  const callers = Array.from({ length: 200 }, (_, index) => `customer-${index}`)
  const values = () => Promise.all(callers.map((caller) => opened.value('product-price-filter', caller)))
  const first = await values()
  expect(new Set(first)).toEqual(new Set([true, false]))
  expect(await values()).toEqual(first)
})

test('a flag that the file does not have has its default, without a record', async () => {
  const opened = await open(flagdContent({ other: true }))
  expect(await opened.value('product-price-filter', 'alice')).toBe(true)
  expect(watch.evaluations).toEqual([
    expect.objectContaining({ value: true, reason: 'error', error: 'flag_not_found' }),
  ])
  expect(watch.events).toEqual([])
})

test.each([
  ['value', 'order-stock-policy', 'strict', ['give-away', 'give-all']],
  ['type', 'product-price-filter', true, ['no', 'never']],
] as const)(
  'a flag with another %s has its default, and one record until it changes',
  async (_, name, value, [bad, worse]) => {
    const opened = await open(flagdContent({ [name]: bad }))
    for (const caller of ['alice', 'bob']) expect(await opened.value(name, caller)).toBe(value)
    expect(watch.events).toEqual([expect.objectContaining({ name: 'flag-refused', flag: name })])
    await write(flagdContent({ [name]: worse }))
    await watch.until('flags-changed')
    await opened.value(name, 'alice')
    expectRecords(watch.events, ['flag-refused', 'flags-changed', 'flag-refused'])
  },
)

test('a changed file holds at once, and its record names the changed flags', async () => {
  const opened = await open(flagdContent({ 'product-price-filter': true, 'order-stock-policy': 'strict' }))
  await write(flagdContent({ 'product-price-filter': false, 'order-stock-policy': 'strict' }))
  expect(await watch.until('flags-changed')).toMatchObject({ flags: ['product-price-filter'] })
  expect(await opened.value('product-price-filter', undefined)).toBe(false)
})

test.each([
  ['no JSON', '{"flags":'],
  ['empty', ''],
  ['not right for flagd', '{"flags":{"product-price-filter":{"state":"ON","variants":{"on":true}}}}'],
])(
  'a file that becomes %s changes nothing, with one record, and another one when it is right again',
  async (_, bad) => {
    const good = flagdContent({ 'product-price-filter': false })
    const opened = await open(good)
    await write(bad)
    expect(await watch.until('flags-lost')).toMatchObject({ reason: expect.stringMatching(/\w/) })
    expect(await opened.value('product-price-filter', 'alice')).toBe(false)
    await write(good)
    await watch.until('flags-restored')
    expectRecords(watch.events, ['flags-lost', 'flags-restored'])
    expect(watch.states).toEqual([true, false, true])
  },
)

test('without its file at the start, each flag has its default until the file is there', async () => {
  const opened = await open()
  expectRecords(watch.events, ['flags-lost'])
  expect(await opened.value('product-price-filter', 'alice')).toBe(true)
  await write(flagdContent({ 'product-price-filter': false }))
  await watch.until('flags-changed')
  expect(await opened.value('product-price-filter', 'alice')).toBe(false)
  expectRecords(watch.events, ['flags-lost', 'flags-restored', 'flags-changed'])
})

test('a removed file changes nothing', async () => {
  const opened = await open(flagdContent({ 'product-price-filter': false }))
  await rm(file)
  await watch.until('flags-lost')
  expect(await opened.value('product-price-filter', 'alice')).toBe(false)
})
