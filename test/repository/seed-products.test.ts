import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { isProductId, type NewProduct } from '../../domain/products/product.js'
import { validProduct } from '../../domain/products/valid-product.js'

const file = new URL('../../repository/seed-products.json', import.meta.url)
const seeds: (NewProduct & { readonly id: string })[] = JSON.parse(await readFile(file, 'utf8'))

describe('the products of the seed', () => {
  test('are many and of several categories', () => {
    expect(seeds.length).toBeGreaterThanOrEqual(200)
    expect(new Set(seeds.map(({ category }) => category)).size).toBeGreaterThanOrEqual(8)
  })

  test('are valid and have no further members', () => {
    for (const { id, ...seed } of seeds) {
      expect(isProductId(id)).toBe(true)
      expect(validProduct(seed)).toEqual(seed)
    }
  })

  test.each(['id', 'sku', 'name'] as const)('have different values of %s', (property) => {
    expect(new Set(seeds.map((seed) => seed[property])).size).toBe(seeds.length)
  })

  test.each(['&', '<', '>', '"', "'", 'é', '€', 'ß', 'ø', '铁', '🐝'])(
    'have %s among their characters',
    (character) => {
      expect(seeds.some(({ name, description }) => `${name} ${description}`.includes(character))).toBe(true)
    },
  )
})
