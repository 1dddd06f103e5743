import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { entityTag, parseTagCondition, versionOf } from '../../restapi/src/entity-tag.js'

/** RFC 9110 §8.8.3, and nothing that a header field of Node could not carry. */
const strongTag = /^"[\x21\x23-\x7E]*"$/
const versions = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ';', '"', '%', '%41', 'a;b', 'W/"x"', ' ', '*'),
)
const keys = fc.constantFrom('json', 'text-json', 'xml;gzip+br', 'content')

test('the version comes back out of every tag that is made of it, and out of a list of them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(versions, keys), { minLength: 1 }), (made) => {
      const tags = made.map(([version, key]) => entityTag(version, key))
      for (const tag of tags) expect(tag).toMatch(strongTag)
      const parsed = parseTagCondition(tags.join(' , '))
      expect(Array.isArray(parsed) ? parsed.map(versionOf) : parsed).toEqual(made.map(([version]) => version))
    }),
  )
})

test('no two versions or representations share a tag', () => {
  fc.assert(
    fc.property(versions, versions, keys, keys, (version, other, key, otherKey) => {
      const isSame = version === other && key === otherKey
      expect(entityTag(version, key) === entityTag(other, otherKey)).toBe(isSame)
    }),
  )
})

test('a field of any text is read without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (field) => {
      const parsed = parseTagCondition(field)
      expect(parsed === '*' || Array.isArray(parsed)).toBe(true)
    }),
  )
})
