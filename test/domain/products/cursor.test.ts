import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { decodeCursor, encodeCursor } from '../../../domain/products/cursor.js'
import { InvalidCursor } from '../../../domain/products/product-error.js'
import { positionOf, productSorts } from '../../../domain/products/product-sort.js'
import { codePoint } from '../../support/code-point.js'
import { anyProduct, storedProduct } from '../../support/example-products.js'

const id = '6f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e'
const anyTime = fc.date({ min: new Date('0001-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true })
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')

describe('a cursor', () => {
  test('is text for a URL that comes back as the place it was made of', () => {
    fc.assert(
      fc.property(fc.uuid(), anyProduct, anyTime, fc.constantFrom(...productSorts), (id, { name }, createdAt, sort) => {
        const product = storedProduct({ id, name, createdAt })
        const place = positionOf(product, sort)
        const cursor = encodeCursor(place, sort)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(cursor, sort)).toEqual(place)
        for (const other of productSorts) {
          if (other !== sort) expect(() => decodeCursor(cursor, other)).toThrow(InvalidCursor)
        }
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['a word', 'garbage'],
    ['characters that it never has', '!!!!'],
    ['padding', `${Buffer.from(`name ${id}ab`).toString('base64')}`],
    ['no order', base64(`${id}lamp`)],
    ['an order that there is not', base64(`price ${id}lamp`)],
    ['no id', base64('name lamp')],
    ['half an id', base64(`name ${id.slice(0, 20)}`)],
    ['something like an id', base64(`name ${id.replace('6', 'g')}lamp`)],
    ['NUL', base64(`name ${id}la\0mp`)],
    ['bytes that are no UTF-8', base64(Buffer.concat([Buffer.from(`name ${id}`), Buffer.from([0xc3])]))],
    ['half a surrogate pair', base64(Buffer.concat([Buffer.from(`name ${id}`), Buffer.from([0xed, 0xa0, 0xbd])]))],
    ['a byte order mark', base64(`\uFEFFname ${id}lamp`)],
    ['unused bits that are set', `${base64(`name ${id}ab`).slice(0, -1)}${'j'}`],
    ['too much', base64(`name ${id}${'x'.repeat(100_000)}`)],
  ])('is refused when it holds %s', (_, cursor) => {
    for (const sort of productSorts) expect(() => decodeCursor(cursor, sort)).toThrow(InvalidCursor)
  })

  test.each([
    ['no time', 'lamp'],
    ['nothing', ''],
    ['a time to the second', '2026-11-22T10:00:00Z'],
    ['a time of another zone', '2026-11-22T10:00:00.000+01:00'],
    ['a day that no month has', '2026-02-30T10:00:00.000Z'],
    ['the year 0', '0000-01-01T00:00:00.000Z'],
    ['a year before that', '-000001-01-01T00:00:00.000Z'],
    ['a year after 9999', '+010000-01-01T00:00:00.000Z'],
  ])('is refused when its time is %s', (_, time) => {
    expect(() => decodeCursor(base64(`createdAt ${id}${time}`), 'createdAt')).toThrow(InvalidCursor)
  })

  test('is refused, whatever text it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) =>
        expect(() => decodeCursor(text, 'name')).toThrow(InvalidCursor),
      ),
    )
  })
})
