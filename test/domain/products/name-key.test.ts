import { describe, expect, test } from '@jest/globals'
import { nameKey } from '../../../domain/products/name-key.js'

describe('the order of names', () => {
  test('ignores case and accents, and is the same on every machine', () => {
    const names = ['éclair', 'Zebra', 'apple', 'Äpfel', 'Edge', 'Ebony', '100 Cards', 'ångström', '店', '🐝', 'ﬀ']
    const ordered = names.toSorted((one, other) => (nameKey(one) < nameKey(other) ? -1 : 1))
    expect(ordered).toEqual([
      '100 Cards',
      'ångström',
      'Äpfel',
      'apple',
      'Ebony',
      'éclair',
      'Edge',
      'ﬀ',
      'Zebra',
      '店',
      '🐝',
    ])
  })

  test.each([
    ['  Lamp ', 'lamp'],
    ['CRÈME', 'creme'],
    ['\u0301', ''],
    ['ﷺ'.repeat(200), Array.from('صلى الله عليه وسلم'.repeat(200)).slice(0, 200).join('')],
    ['🐝'.repeat(300), '🐝'.repeat(200)],
  ])('compares a short key of %j', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })
})
