import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parse } from 'yaml'
import { yamlText } from '../../../restapi/src/docs/yaml-text.js'
import { codePoint } from '../../support/code-point.js'

/** Texts that YAML could take for something else. */
const awkward = fc.constantFrom(
  'yes', 'NO', 'null', '~', '', '1', '1e3', '0x1f', '2026-01-31', '- a', 'a: b', 'a #b', '#', '&a', '*a', '!a', '|', '>', '%', '@', '`', '"', "'",
  '{', '[', '---', '...', 'a\n', 'a\n\n', '\na', ' a\nb', 'a\n b\n\n  c', 'a\n \nb', 'a\n\tb', 'a\r\nb', 'a\u0085b', 'a\u2028b', '\uFEFFa', '\u007F', 'a\n😀', 'a:', '<<', '=', '.inf',
) // biome-ignore format: a list
const text = fc.oneof(awkward, fc.string({ unit: codePoint }), fc.string())
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom(0, 1.5, -3, 1e21, true, false, null),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(
      text.filter((name) => name !== '__proto__' && name.length < 200),
      tie('data'),
      { maxKeys: 4 },
    ),
  ),
}))

describe('the YAML of a document', () => {
  test.each(['1.1', '1.2'] as const)('readers of YAML %s get the same data as readers of JSON', (version) => {
    fc.assert(
      fc.property(data, (value) => {
        const expected: unknown = JSON.parse(JSON.stringify(value))
        expect(parse(yamlText(expected), { version, merge: false, uniqueKeys: false })).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('texts of several lines are blocks, and names stay as they are', () => {
    expect(yamlText({ info: { title: 'Lamps', description: 'One.\n\nTwo.' }, tags: [{ name: 'a b', at: [] }] })).toBe(
      `info:
  title: Lamps
  description: |-
    One.

    Two.
tags:
  - name: a b
    at: []
`,
    )
  })
})
