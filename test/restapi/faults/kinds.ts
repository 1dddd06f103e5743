import type { StandardSchema } from '@endware/restapi'
import { type } from 'arktype'
import * as v from 'valibot'
import { z } from 'zod'
import { z as z3 } from 'zod3'

/** The validators whose faults have the same words. */
export type Validator = 'zod' | 'zod 3' | 'Valibot' | 'ArkType'
/** A kind of fault: a value of the member `a`, schemas that it does not fit, and the sentences. */
export interface Kind {
  readonly name: string
  readonly value: unknown
  readonly schemas: Readonly<Partial<Record<Validator, StandardSchema>>>
  /** The sentences about the member `a`, in the order of the validators unless they are the same. */
  readonly says: string | readonly string[]
}

const text = v.string()
const number = v.number()
const kind = (
  name: string,
  value: unknown,
  says: Kind['says'],
  four: readonly [StandardSchema, StandardSchema, StandardSchema, StandardSchema?],
): Kind => {
  const [zod, zod3, valibot, arktype] = four
  const schemas = { zod, 'zod 3': zod3, Valibot: valibot, ...(arktype === undefined ? {} : { ArkType: arktype }) }
  return { name, value, says, schemas }
}
const digits = /^\d+$/
/** The kinds of faults. */
export const kinds: readonly Kind[] = [
  kind('a missing text', undefined, 'a is required', [z.string(), z3.string(), text, type('string')]),
  kind('a missing constant', undefined, 'a is required', [
    z.enum(['x', 'y']),
    z3.enum(['x', 'y']),
    v.picklist(['x', 'y']),
    type('"x" | "y"'),
  ]),
  kind('a missing union', undefined, 'a is required', [
    z.union([z.string(), z.number()]),
    z3.union([z3.string(), z3.number()]),
    v.union([text, number]),
    type('string | number'),
  ]),
  kind('no text', 5, 'a must be text', [z.string(), z3.string(), text, type('string')]),
  kind('no number', 'SECRET', 'a must be a number', [z.number(), z3.number(), number, type('number')]),
  kind('no integer', 1.5, 'a must be an integer', [
    z.int(),
    z3.number().int(),
    v.pipe(number, v.integer()),
    type('number.integer'),
  ]),
  kind('no boolean', 'SECRET', 'a must be true or false', [z.boolean(), z3.boolean(), v.boolean(), type('boolean')]),
  kind('no list', 5, 'a must be a list', [z.array(z.string()), z3.array(z3.string()), v.array(text), type('string[]')]),
  kind('no object', 5, 'a must be an object', [
    z.object({ b: z.string() }),
    z3.object({ b: z3.string() }),
    v.object({ b: text }),
    type({ b: 'string' }),
  ]),
  kind('a number that is too small', 0, 'a must be at least 1', [
    z.number().min(1),
    z3.number().min(1),
    v.pipe(number, v.minValue(1)),
    type('number >= 1'),
  ]),
  kind('a number that is not above its bound', 0, 'a must be more than 0', [
    z.number().gt(0),
    z3.number().gt(0),
    v.pipe(number, v.gtValue(0)),
    type('number > 0'),
  ]),
  kind('a number that is too large', 101, 'a must be at most 100', [
    z.number().max(100),
    z3.number().max(100),
    v.pipe(number, v.maxValue(100)),
    type('number <= 100'),
  ]),
  kind('a number that is not below its bound', 100, 'a must be less than 100', [
    z.number().lt(100),
    z3.number().lt(100),
    v.pipe(number, v.ltValue(100)),
    type('number < 100'),
  ]),
  kind('no multiple', 3, 'a must be a multiple of 5', [
    z.number().multipleOf(5),
    z3.number().multipleOf(5),
    v.pipe(number, v.multipleOf(5)),
    type('number % 5'),
  ]),
  kind('an empty text', '', 'a must be at least 1 character long', [
    z.string().min(1),
    z3.string().min(1),
    v.pipe(text, v.nonEmpty()),
    type('string >= 1'),
  ]),
  kind('a long text', 'SECRET', 'a must be at most 2 characters long', [
    z.string().max(2),
    z3.string().max(2),
    v.pipe(text, v.maxLength(2)),
    type('string <= 2'),
  ]),
  kind('a text of another length', 'SECRET', 'a must be exactly 2 characters long', [
    z.string().length(2),
    z3.string().length(2),
    v.pipe(text, v.length(2)),
    type('string == 2'),
  ]),
  kind('an empty list', [], 'a must have at least 1 item', [
    z.array(z.string()).min(1),
    z3.array(z3.string()).min(1),
    v.pipe(v.array(text), v.minLength(1)),
    type('string[] >= 1'),
  ]),
  kind('a long list', ['x', 'y', 'z'], 'a must have at most 2 items', [
    z.array(z.string()).max(2),
    z3.array(z3.string()).max(2),
    v.pipe(v.array(text), v.maxLength(2)),
    type('string[] <= 2'),
  ]),
  kind(
    'a text of another pattern',
    'SECRET',
    [
      'a must match the pattern ^\\d+$',
      'a must match the expected pattern',
      'a must match the pattern ^\\d+$',
      'a must match the pattern ^\\d+$',
    ],
    [z.string().regex(digits), z3.string().regex(digits), v.pipe(text, v.regex(digits)), type(digits)],
  ),
  kind('no e-mail address', 'SECRET', 'a must be an e-mail address', [
    z.email(),
    z3.string().email(),
    v.pipe(text, v.email()),
    type('string.email'),
  ]),
  kind('no UUID', 'SECRET', 'a must be a UUID', [
    z.uuid(),
    z3.string().uuid(),
    v.pipe(text, v.uuid()),
    type('string.uuid'),
  ]),
  kind('no URL', 'SECRET', 'a must be a URL', [z.url(), z3.string().url(), v.pipe(text, v.url()), type('string.url')]),
  kind('no date and time', 'SECRET', 'a must be a date and time such as 2026-01-31T12:00:00Z', [
    z.iso.datetime(),
    z3.string().datetime(),
    v.pipe(text, v.isoTimestamp()),
    type('string.date.iso'),
  ]),
  kind('no date', 'SECRET', 'a must be a date such as 2026-01-31', [
    z.iso.date(),
    z3.string().date(),
    v.pipe(text, v.isoDate()),
  ]),
  kind('another beginning', 'SECRET', 'a must start with "q"', [
    z.string().startsWith('q'),
    z3.string().startsWith('q'),
    v.pipe(text, v.startsWith('q')),
  ]),
  kind('another end', 'SECRET', 'a must end with "q"', [
    z.string().endsWith('q'),
    z3.string().endsWith('q'),
    v.pipe(text, v.endsWith('q')),
  ]),
  kind('without a part', 'SECRET', 'a must contain "q"', [
    z.string().includes('q'),
    z3.string().includes('q'),
    v.pipe(text, v.includes('q')),
  ]),
  kind('none of the constants', 'SECRET', 'a must be one of "x" or "y"', [
    z.enum(['x', 'y']),
    z3.enum(['x', 'y']),
    v.picklist(['x', 'y']),
    type('"x" | "y"'),
  ]),
  kind('another constant', 'SECRET', 'a must be "x"', [z.literal('x'), z3.literal('x'), v.literal('x'), type('"x"')]),
  kind('none of the types', true, 'a must be text or a number', [
    z.union([z.string(), z.number()]),
    z3.union([z3.string(), z3.number()]),
    v.union([text, number]),
    type('string | number'),
  ]),
  kind('none of the objects', { q: 'SECRET' }, 'a fits none of the allowed forms', [
    z.union([z.object({ b: z.string() }), z.object({ c: z.string() })]),
    z3.union([z3.object({ b: z3.string() }), z3.object({ c: z3.string() })]),
    v.union([v.object({ b: text }), v.object({ c: text })]),
    type({ b: 'string' }).or({ c: 'string' }),
  ]),
  kind('another discriminator', { k: 'SECRET' }, 'a.k must be one of "x" or "y"', [
    z.discriminatedUnion('k', [z.object({ k: z.literal('x') }), z.object({ k: z.literal('y') })]),
    z3.discriminatedUnion('k', [z3.object({ k: z3.literal('x') }), z3.object({ k: z3.literal('y') })]),
    v.variant('k', [v.object({ k: v.literal('x') }), v.object({ k: v.literal('y') })]),
    type({ k: '"x"' }).or({ k: '"y"', 'm?': 'string' }),
  ]),
  kind('a fault in a list', [{ n: 'SECRET' }], 'a[0].n must be a number', [
    z.array(z.object({ n: z.number() })),
    z3.array(z3.object({ n: z3.number() })),
    v.array(v.object({ n: number })),
    type({ n: 'number' }).array(),
  ]),
  kind(
    'a check of the application',
    'SECRET',
    ['must be nice', 'must be nice', 'must be nice', 'a must be nice'],
    [
      z.string().refine(() => false, 'must be nice'),
      z3.string().refine(() => false, 'must be nice'),
      v.pipe(
        text,
        v.check(() => false, 'must be nice'),
      ),
      type('string').narrow((_, context) => context.mustBe('nice')),
    ],
  ),
  kind('a check without words', 'SECRET', 'a is not valid', [
    z.string().refine(() => false),
    z3.string().refine(() => false),
    v.pipe(
      text,
      v.check(() => false),
    ),
    type('string').narrow(() => false),
  ]),
  kind('a message of the author', 'SECRET', 'A number, please', [
    z.number('A number, please'),
    z3.number({ invalid_type_error: 'A number, please' }),
    v.number('A number, please'),
    type('number').configure({ message: () => 'A number, please' }),
  ]),
]
