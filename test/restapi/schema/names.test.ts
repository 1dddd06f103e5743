import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { distinctNameOfKey, isNcName, keyOfName, nameOfKey } from '../../../restapi/src/schema/names.js'
import { codePoint } from '../../support/code-point.js'
import { awkwardKey } from '../xml/awkward-text.js'

const keys = fc.oneof(
  awkwardKey,
  fc.string({ unit: codePoint }),
  // keys that resemble escapes
  fc.string({ unit: fc.constantFrom('_', 'x', '0', '4', '1', 'A', ' ', 'ml'), maxLength: 12 }),
)

describe('the XML name of a key', () => {
  test.each<[key: string, name: string]>([
    ['price', 'price'],
    ['unitPrice-2.x_1', 'unitPrice-2.x_1'],
    ['_id', '_id'],
    ['__', '__'],
    ['_', '_x005F_'],
    ['größe', 'größe'],
    ['__proto__', '__proto__'],
    ['__cdata', '__cdata'],
    ['', '_x_'],
    ['_x_', '_x005F_x_'],
    ['a b', 'a_x0020_b'],
    ['1a', '_x0031_a'],
    ['-a', '_x002D_a'],
    ['a:b', 'a_x003A_b'],
    ['$', '_x0024_'],
    ['#text', '_x0023_text'],
    ['@_x', '_x0040__x'],
    ['?pi', '_x003F_pi'],
    ['a><evil>', 'a_x003E__x003C_evil_x003E_'],
    ['xml', '_x0078_ml'],
    ['XmlName', '_x0058_mlName'],
    ['xmlns', '_x0078_mlns'],
    ['a_x0041_', 'a_x005F_x0041_'],
    ['_x0041', '_x005F_x0041'],
    ['_xyz', '_xyz'],
    ['\u0000', '_x0000_'],
    ['\uD800', '_xD800_'],
    ['\u{1F600}', '_xD83D__xDE00_'],
    ['\u{10000}a', '_xD800__xDC00_a'],
  ])('is, for %j, %s', (key, name) => {
    expect(nameOfKey(key)).toBe(name)
    expect(keyOfName(name)).toBe(key)
  })

  test('has no colon, and is read back as the key', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(isNcName(nameOfKey(key))).toBe(true)
        expect(keyOfName(nameOfKey(key))).toBe(key)
      }),
      { numRuns: 1000 },
    )
  })

  test('has a distinct variant that is read back as the same key', () => {
    expect(distinctNameOfKey('price')).toBe('_x0070_rice')
    fc.assert(
      fc.property(keys, (key) => {
        expect(isNcName(distinctNameOfKey(key))).toBe(true)
        expect(keyOfName(distinctNameOfKey(key))).toBe(key)
      }),
      { numRuns: 1000 },
    )
  })

  test.each(['price', '_x', 'a_x00', 'a_x00G0_', 'x0041_'])(
    '%s is read as itself, since it is not an escape',
    (name) => {
      expect(keyOfName(name)).toBe(name)
    },
  )
})
