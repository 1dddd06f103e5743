import { type Codec, csv, endware, html, json } from '@endware/restapi'
import { expect, jest, test } from '@jest/globals'
import { faultsOf, parsePage } from '../../support/parsed-page.js'

const plain: Codec = { name: 'plain', mediaTypes: ['text/plain'], encode: String }
const pages = endware({ codecs: [json(), plain, csv(), html()], onFailure: () => undefined })

async function pageOf(outcome: unknown) {
  const { content, status, headers } = await pages.render(outcome, { accept: 'text/html' })
  return { status, headers, page: parsePage(String(content)) }
}

test.each([
  [0, '0 items', 0],
  [1, '1 item', 1],
  [100, '100 items', 100],
  [101, 'The first 100 items of a stream', 100],
  [Number.POSITIVE_INFINITY, 'The first 100 items of a stream', 100],
])('of a stream of %d items there is a page, and the source is closed', async (length, heading, rows) => {
  let closed = false
  async function* source() {
    try {
      for (let n = 0; n < length; n++) yield { n }
    } finally {
      closed = true
    }
  }
  const { status, headers, page } = await pageOf(source)
  expect([status, faultsOf(page), closed]).toEqual([200, [], true])
  expect(headers['content-security-policy']).toContain('sha256-')
  expect(page.find('h2')[0]?.text).toBe(heading)
  expect(page.find('td')).toHaveLength(rows)
})

test('a page of a stream offers only formats that can write streams', async () => {
  async function* source() {
    yield 1
  }
  const { page } = await pageOf(source)
  expect(page.find('code').map(({ text }) => text)).toEqual([
    "curl -H 'Accept: application/json' '/'",
    "curl -H 'Accept: text/csv' '/'",
  ])
})

test('a page of a silent stream shows the items received so far', async () => {
  let closed = false
  const source = {
    [Symbol.asyncIterator]: () => {
      let n = 0
      return {
        next: () =>
          n++ === 0 ? Promise.resolve({ done: false, value: 'early' }) : new Promise<never>(() => undefined),
        return: async () => {
          closed = true
          return { done: true, value: undefined }
        },
      }
    },
  }
  jest.useFakeTimers()
  try {
    const shown = pageOf(source)
    await jest.advanceTimersByTimeAsync(3_000)
    const { page } = await shown
    expect([page.find('h2')[0]?.text, closed]).toEqual(['The first 1 item of a stream', true])
  } finally {
    jest.useRealTimers()
  }
})

test('a stream that fails becomes a failure page, even after some items', async () => {
  async function* source() {
    yield 1
    throw new Error('secret')
  }
  const { status, page } = await pageOf(source)
  expect([status, page.find('h1')[0]?.text]).toEqual([500, 'Internal Server Error'])
  expect(page.text).not.toContain('secret')
})
