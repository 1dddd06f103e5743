import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  entityTag,
  matchesStrongly,
  matchesWeakly,
  parseTagCondition,
  versionOf,
} from '../../../restapi/src/http/entity-tag.js'
import { codePoint } from '../../support/code-point.js'

/** A strong tag of RFC 9110 §8.8.3, in the characters that a header field of Node can carry. */
const strongTag = /^"[\x21\x23-\x7E]*"$/
const versions = fc.oneof(
  fc.string(),
  fc.string({ unit: codePoint }),
  fc.constantFrom('', ';', '"', '%', '%41', 'a;b', 'W/"x"', ' ', '*'),
)
const keys = fc.constantFrom('json', 'text-json', 'xml;gzip+br', 'content')

test('versionOf returns the version of every tag in a list of tags that entityTag made', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(versions, keys), { minLength: 1 }), (made) => {
      const tags = made.map(([version, key]) => entityTag(version, key))
      for (const tag of tags) expect(tag).toMatch(strongTag)
      const parsed = parseTagCondition(tags.join(' , '))
      expect(Array.isArray(parsed) ? parsed.map(versionOf) : parsed).toEqual(made.map(([version]) => version))
    }),
  )
})

test('entityTag gives different versions and representations different tags', () => {
  fc.assert(
    fc.property(versions, versions, keys, keys, (version, other, key, otherKey) => {
      const isSame = version === other && key === otherKey
      expect(entityTag(version, key) === entityTag(other, otherKey)).toBe(isSame)
    }),
  )
})

test('parseTagCondition reads any text without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint, maxLength: 200 }), (field) => {
      const parsed = parseTagCondition(field)
      expect(parsed === '*' || Array.isArray(parsed)).toBe(true)
    }),
  )
})

const [a, b, weakA] = [
  { weak: false, opaque: 'a' },
  { weak: false, opaque: 'b' },
  { weak: true, opaque: 'a' },
]

describe('parseTagCondition', () => {
  test.each([
    ['*', '*'],
    ['"a"', [a]],
    ['W/"a"', [weakA]],
    ['"a","b"', [a, b]],
    ['"a" ,\t"b"', [a, b]],
    [', ,"a",, "b",', [a, b]],
    ['"*"', [{ weak: false, opaque: '*' }]],
    ['""', [{ weak: false, opaque: '' }]],
    ['"a,b"', [{ weak: false, opaque: 'a,b' }]],
    ['', []],
    [',', []],
    ['a', []],
    ['"a', []],
    ['w/"a"', []],
    ['W/ "a"', []],
    ['"a" "b"', []],
    ['"a", b, "b"', [a]],
    ['*, "a"', []],
  ] as const)('reads %j as %j', (field, tags) => {
    expect(parseTagCondition(field)).toEqual(tags)
  })
})

describe('comparison of entity tags (RFC 9110 §8.8.3.2)', () => {
  test.each([
    [[a], a, true, true],
    [[b, a], a, true, true],
    [[b], a, false, false],
    [[], a, false, false],
    [[weakA], a, false, true],
    [[a], weakA, false, true],
    [[weakA], weakA, false, true],
    [[weakA, a], a, true, true],
  ])('of %j with %j gives strongly %s and weakly %s', (tags, current, strongly, weakly) => {
    expect(matchesStrongly(tags, current)).toBe(strongly)
    expect(matchesWeakly(tags, current)).toBe(weakly)
  })
})

test.each([
  ['7;json', '7'],
  ['7', '7'],
  ['', ''],
  ['7;json;gzip', '7'],
  ['a%3Bb;json', 'a;b'],
  ['%ff;json', undefined],
  ['%', undefined],
])('versionOf reads %j as the version %j', (opaque, version) => {
  expect(versionOf({ weak: false, opaque })).toBe(version)
})
