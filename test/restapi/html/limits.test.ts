import { endware, html, json } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { faultsOf, type ParsedPage, parsePage } from '../../support/parsed-page.js'

const pages = endware({ codecs: [json(), html()], onFailure: () => undefined })

async function pageOf(value: unknown): Promise<ParsedPage & { readonly size: number; readonly status: number }> {
  const { content, status } = await pages.render(() => value, { accept: 'text/html' })
  const html = String(content)
  const page = { ...parsePage(html), size: html.length, status }
  expect(faultsOf(page)).toEqual([])
  return page
}

const nested = (depth: number): unknown => (depth === 0 ? 'bottom' : { a: nested(depth - 1) })

describe('page of a large value', () => {
  test.each([
    ['a list', Array.from({ length: 1234 }, (_, n) => n), 'and 1,134 more of 1,234 items'],
    ['a table', Array.from({ length: 150 }, (_, id) => ({ id })), 'and 50 more of 150 items'],
    ['an object', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`m${n}`, n])), 'and 1 more of 101 members'],
    ['a text', 'x'.repeat(5000), '3,000 more of 5,000 characters'],
    ['a text that would be cut within a character', `${'x'.repeat(1999)}😀`, '2 more of 2,001 characters'],
    ['a nested value', nested(5000), 'nested too deeply'],
  ])('cuts %s and says so', async (_name, value, word) => {
    const { text, status } = await pageOf(value)
    expect([status, text]).toEqual([200, expect.stringContaining(word)])
  })

  test('is bounded for many large texts', async () => {
    const long = Array.from({ length: 100 }, () =>
      Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`m${n}`, 'x'.repeat(2000)])),
    )
    const { size, text } = await pageOf(long)
    expect(size).toBeLessThan(500_000)
    expect(text).toContain('more of 100 items')
  })

  test('is bounded for names of any length', async () => {
    expect((await pageOf({ ['n'.repeat(100_000)]: 1 })).size).toBeLessThan(20_000)
  })

  test('does not cut small values', async () => {
    const { elements } = await pageOf({ a: [1, 2, { b: nested(5) }], b: 'x'.repeat(2000), c: Array(100).fill(1) })
    expect(elements.filter(({ attributes }) => attributes.get('class') === 'cut')).toEqual([])
  })
})

describe('page compared with the JSON document', () => {
  test.each([
    ['the result of toJSON', { a: { toJSON: () => 'made' } }, ['made']],
    ['a map and a set', { a: new Map([['k', new Set(['in'])]]) }, ['in']],
    ['no undefined members', { a: undefined, b: 'there' }, ['there']],
    ['bytes as base64', { a: new Uint8Array([1, 2, 3]) }, ['AQID']],
  ])('shows %s', async (_name, value, texts) => {
    expect((await pageOf(value)).find('span', { class: 'text' }).map(({ text }) => text)).toEqual(texts)
  })

  test.each([
    ['no JSON', () => Symbol('x')],
    ['a reference to itself', () => Object.assign([], [[]]).map((each: unknown[]) => each.push(each) && each)],
    [
      'a getter that throws',
      () => ({
        get a() {
          throw new Error('x')
        },
      }),
    ],
  ])('answers 500, as JSON does, for a value with %s', async (_name, make) => {
    const made = make()
    expect((await pages.render(() => made)).status).toBe(500)
    expect((await pageOf(made)).status).toBe(500)
  })
})

test.each([
  ['similar objects', [{ a: 1, b: 2 }, { a: 1 }], 1],
  ['objects with nothing in common', [{ a: 1 }, { b: 1 }, { c: 1 }], 0],
  ['objects among others', [{ a: 1 }, 1], 0],
  ['objects without members', [{}, {}], 0],
  [
    'objects with more members than a screen is wide',
    [Object.fromEntries(Array.from({ length: 17 }, (_, n) => [n, n]))],
    0,
  ],
])('%s make %i tables', async (_name, list, tables) => {
  expect((await pageOf(list)).find('table')).toHaveLength(tables)
})
