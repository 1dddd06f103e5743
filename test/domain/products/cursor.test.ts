import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decodeCursor, encodeCursor } from '../../../domain/products/cursor.js'
import { nameKey } from '../../../domain/products/name-key.js'
import { InvalidCursor } from '../../../domain/products/product-error.js'
import { anyProduct } from '../../support/example-products.js'

const id = '6f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e'
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')

describe('a cursor', () => {
  test('is text for a URL that comes back as the place it was made of', () => {
    fc.assert(
      fc.property(fc.uuid(), anyProduct, (id, { name }) => {
        const cursor = encodeCursor({ id, nameKey: nameKey(name) })
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(cursor)).toEqual({ id, nameKey: nameKey(name) })
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a word', 'garbage'],
    ['characters that it never has', '!!!!'],
    ['padding', `${Buffer.from(`${id}a`).toString('base64')}`],
    ['no id', base64('lamp')],
    ['half an id', base64(id.slice(0, 20))],
    ['something like an id', base64(`${id.replace('6', 'g')}lamp`)],
    ['NUL', base64(`${id}la\0mp`)],
    ['bytes that are no UTF-8', base64(Buffer.concat([Buffer.from(id), Buffer.from([0xc3])]))],
    ['half a surrogate pair', base64(Buffer.concat([Buffer.from(id), Buffer.from([0xed, 0xa0, 0xbd])]))],
    ['a byte order mark', base64(`\uFEFF${id}lamp`)],
    ['unused bits that are set', `${base64(`${id}a`).slice(0, -1)}${'h'}`],
    ['too much', base64(id + 'x'.repeat(100_000))],
  ])('is refused when it holds %s', (_, cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(InvalidCursor)
  })

  test('is refused, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(() => decodeCursor(text)).toThrow(InvalidCursor)),
    )
  })
})
