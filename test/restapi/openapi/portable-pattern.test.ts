import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'
import { portablePattern } from '../../../restapi/src/openapi/portable-pattern.js'
import { at, documentOf } from './sample-document.js'

/** Returns the documented schema of an answer. */
function schemaOf(schema: z.ZodType): unknown {
  return at(
    documentOf({ responses: { 200: schema } }),
    'paths',
    '/x',
    'get',
    'responses',
    200,
    'content',
    'application/json',
  ).schema
}

test.each([
  [/^[a-z]+$/, '^[a-z]+$'],
  [/^[^\p{Cc}\p{Cs}\u2028]*$/u, '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028]*$'],
  [/^[^\p{Cs}]$/u, '^[\\s\\S]$'],
  [/\P{Cc}/u, '[^\\u0000-\\u001f\\u007f-\\u009f]'],
  [/abc-1/i, '[aA][bB][cC]-1'],
  [/^[a-f\d]+$/i, '^[a-fA-F\\d]+$'],
  [/a.b/s, 'a[\\s\\S]b'],
  [/(?<year>\d{4})-(?:x)/, '(\\d{4})-(?:x)'],
  [/[\w-.]/, '[\\w\\-.]'],
  [/a-b_c@d/, 'a-b_c@d'],
  [/a{2,}{/, 'a{2,}\\{'],
  [/{a}]/, '\\{a\\}\\]'],
  [/\u{41}\/x/u, '\\u0041/x'],
  [/a/y, '^(?:a)'],
])('the portable form of %s is %s', (expression, portable) => {
  expect(portablePattern(expression.source, expression.flags)).toBe(portable)
})

test.each([
  /(?<=a)b/,
  /(?<!a)b/,
  /\p{L}/u,
  /\p{Script=Greek}/u,
  /^a$/m,
  /\u{1F600}/u,
  /😀/u,
  /(?<a>b)\k<a>/,
  /[A-z]/i,
  /\x41/i,
])('the pattern %s has no portable form', (expression) => {
  expect(portablePattern(expression.source, expression.flags)).toBeUndefined()
})

test('a portable form matches the same texts, with the flag u and without', () => {
  const expressions = [
    /^[^\p{Cc}\p{Cs}\uFFFE]*$/u,
    /^(?:[\t\n\r]|[^\p{Cc}])*$/u,
    /\p{Zs}/u,
    /^[a-z0-9._%+-]+@x\.[a-z]{2,4}$/i,
    /^.{1,3}$/s,
    /(?<first>a+)(?<second>b*)/,
    /^[\w-.~]*$/,
    /é|[ß-ö]/,
    /^é+[à]$/i,
    /[\][\\^]/,
  ]
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'aAbBzé ÀÉ-._@x]{}[\\^\t\n\u00a0\u2003\u0085'),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    maxLength: 6,
  })
  for (const expression of expressions) {
    const portable = portablePattern(expression.source, expression.flags)
    if (portable === undefined) throw new Error(`${expression} has no portable form`)
    const forms = ['', 'u'].map((flags) => new RegExp(portable, flags))
    fc.assert(
      fc.property(text, (each) => {
        for (const form of forms)
          expect([String(expression), each, form.test(each)]).toEqual([String(expression), each, expression.test(each)])
      }),
      { numRuns: 300 },
    )
  }
})

describe('the documented pattern of a schema', () => {
  test('the pattern demands both checks of a string', () => {
    const { pattern, ...rest } = schemaOf(
      z
        .string()
        .max(5)
        .regex(/\S/)
        .regex(/^[^\p{Cc}]*$/u),
    ) as { pattern: string }
    expect(rest).toEqual({ type: 'string', maxLength: 5 })
    expect(['a', ' a', ' ', '', 'a\u0000'].map((text) => new RegExp(pattern, 'u').test(text))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })

  const pools = [/a/, /^b/, /c$/, /^[a-d]*$/, /a|b/, /^a|b$/, /d{2}/, /[^a]/]
  test('the pattern matches the strings that all checks match', () => {
    const some = fc.subarray(pools, { minLength: 1 })
    fc.assert(
      fc.property(some, fc.stringMatching(/^[a-e\n]{0,5}$/), (all, text) => {
        const schema = all.reduce((before, each) => before.regex(each), z.string())
        const { pattern = '', ...rest } = schemaOf(schema) as { pattern?: string }
        expect(rest).toEqual({ type: 'string' })
        expect([all, text, new RegExp(pattern, 'u').test(text)]).toEqual([
          all,
          text,
          all.every((each) => each.test(text)),
        ])
      }),
      { numRuns: 200 },
    )
  })

  test('is left out when it has no portable form', () => {
    expect(schemaOf(z.string().regex(/^\p{L}+$/u))).toEqual({ type: 'string' })
  })

  test('the pattern combines a format and a check', () => {
    const { pattern, allOf } = schemaOf(z.email().regex(/x$/)) as Record<string, string>
    expect([typeof pattern, allOf]).toEqual(['string', undefined])
  })

  test('is portable in nested schemas, and leaves examples unchanged', () => {
    const strange = { allOf: [{ pattern: '\\p{L}' }] }
    const schema = z.object({
      pattern: z.array(z.string().regex(/x/i)),
      names: z.record(
        z.string().regex(/^\p{Cc}/u),
        z
          .string()
          .regex(/(?<n>q)/)
          .nullable(),
      ),
      any: z.any().meta({ examples: [strange] }),
    })
    expect(schemaOf(schema)).toMatchObject({
      properties: {
        pattern: { items: { pattern: '[xX]' } },
        names: {
          propertyNames: { pattern: '^[\\u0000-\\u001f\\u007f-\\u009f]' },
          additionalProperties: { anyOf: [{ pattern: '(q)' }, { type: 'null' }] },
        },
        any: { examples: [strange] },
      },
    })
  })
})
