import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { InvalidCursor } from '../../../domain/invalid-cursor.js'
import { decodeCursor, encodeCursor } from '../../../domain/products/cursor.js'
import type { ProductSelection } from '../../../domain/products/product-selection.js'
import { positionOf, productSorts } from '../../../domain/products/product-sort.js'
import { codePoint } from '../../support/code-point.js'
import { anyProduct, storedProduct } from '../../support/example-products.js'

const id = '6f1c2b1e-7f3a-4c2e-9d7a-0c2f5a1b3d4e'
const anyTime = fc.date({ min: new Date('0001-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true })
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')

describe('a cursor', () => {
  test('is URL-safe text that decodes to the same position', () => {
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
    ['an unknown sort order', base64(`price ${id}lamp`)],
    ['no id', base64('name lamp')],
    ['half an id', base64(`name ${id.slice(0, 20)}`)],
    ['something like an id', base64(`name ${id.replace('6', 'g')}lamp`)],
    ['NUL', base64(`name ${id}la\0mp`)],
    ['bytes that are not UTF-8', base64(Buffer.concat([Buffer.from(`name ${id}`), Buffer.from([0xc3])]))],
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

  test.each([
    ['of 11 digits', '12345678901'],
    ['of 13 digits', '1234567890123'],
    ['that begins with another character', 'x23456789012'],
    ['that ends with another character', '12345678901x'],
  ])('is refused when its price is a text %s', (_, price) => {
    expect(() => decodeCursor(base64(`price ${id}${price}`), 'price')).toThrow(InvalidCursor)
  })

  test('is refused when it is any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) =>
        expect(() => decodeCursor(text, 'name')).toThrow(InvalidCursor),
      ),
    )
  })
})

describe('a cursor of a selection', () => {
  const place = { key: 'lamp', id }
  const selection = { category: 'Camping', inStock: true }

  test('decodes for the same selection, in whatever sequence it is given', () => {
    const cursor = encodeCursor(place, 'name', selection)
    const same = { search: undefined, inStock: true, category: 'Camping' }
    expect(decodeCursor(cursor, 'name', same)).toEqual(place)
  })

  test.each<[ProductSelection, string]>([
    [{}, 'no conditions'],
    [{ ...selection, inStock: false }, 'another value'],
    [{ ...selection, search: 'oil' }, 'one condition more'],
    [{ category: 'Camping' }, 'one condition less'],
    [{ search: 'Camping', inStock: true }, 'the value in another condition'],
    [{ category: 'Camping', inStock: true, minPrice: 0 }, 'a price of 0'],
  ])('is refused for %j: %s', (other, _) => {
    const message = /belongs to a list with another order or other filters/
    expect(() => decodeCursor(encodeCursor(place, 'name', selection), 'name', other)).toThrow(message)
    expect(() => decodeCursor(encodeCursor(place, 'name', other), 'name', selection)).toThrow(message)
  })
})
