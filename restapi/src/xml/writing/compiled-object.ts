import { layoutOf, type Member, type XmlName } from '../../schema/layout.js'
import { nameOfKey } from '../../schema/names.js'
import type { ObjectShape } from '../../schema/shape.js'
import { escapeText } from '../document/escape-text.js'
import { isToken } from '../document/lexical-value.js'
import { type ElementWriter, notDescribed, type Usage } from './compiled-part.js'
import { attribute, isPlainObject, textObjectWriter } from './compiled-text.js'

/** The keys of an object in one order, and the generated function that writes objects with exactly these keys. */
interface Variant {
  readonly keys: readonly string[]
  readonly write: (value: object) => string
}

/** Makes the writer of a property that is not an attribute. */
type MemberWriter = (member: Member) => ElementWriter

/** Most variants of one shape: objects that lack optional properties, or have them in another order, are variants of their own. */
const mostVariants = 64

/**
 * Makes the writer of objects of a shape. Members are written in the order of the object's keys, as in JSON. For each order that occurs, a
 * function is generated that reads the members without looking up their names.
 */
export function objectWriter(
  name: XmlName,
  shape: ObjectShape,
  usage: Usage,
  memberWriter: MemberWriter,
): ElementWriter {
  const { byKey, attributes, text } = layoutOf(shape)
  for (const member of attributes.values()) if (member.name.namespace !== undefined) return notDescribed
  if (text !== undefined) return textObjectWriter(name, byKey)
  const variants: Variant[] = []
  const writers = new Map<string, ElementWriter>()
  return (value) => {
    if (!isPlainObject(value)) return notDescribed()
    for (let at = 0; at < variants.length; at++) {
      const variant = variants[at] as Variant
      if (hasKeys(value, variant.keys)) return variant.write(value)
    }
    if (variants.length >= mostVariants) return notDescribed()
    const members = Object.keys(value).map((key) => byKey.get(key) ?? notDescribed())
    for (const member of members)
      if (!writers.has(member.key)) writers.set(member.key, memberOrAttribute(member, memberWriter))
    variants.push({ keys: members.map(({ key }) => key), write: generated(name, members, usage, writers) })
    return (variants.at(-1) as Variant).write(value)
  }
}

function hasKeys(value: object, keys: readonly string[]): boolean {
  let at = 0
  for (const key in value) if (key !== keys[at++]) return false
  return at === keys.length
}

function memberOrAttribute(member: Member, memberWriter: MemberWriter): ElementWriter {
  return member.attribute ? (value) => attribute(member, value) : memberWriter(member)
}

/**
 * Generates the function of a variant. The source contains only element names, which are checked XML names, and keys as string literals; it
 * never contains values. If the environment forbids code generation (`EvalError`), `encodeXml` writes all values.
 */
function generated(
  { qualified }: XmlName,
  members: readonly Member[],
  usage: Usage,
  writers: ReadonlyMap<string, ElementWriter>,
): Variant['write'] {
  const parameters = members.map((_, at) => `write${at}`)
  const values = members.map(({ key }, at) => `value${at} = object[${JSON.stringify(key)}]`)
  const [start, end] = [`<${qualified}`, `</${qualified}>`].map((text) => JSON.stringify(text))
  const source = `
    return function (object) {
      ${values.map((value) => `const ${value}`).join('; ')}
      ${usualSource(qualified, members)}
      let attributes = '', children = '', arrays = ''
      ${members.map(memberSource).join('\n      ')}
      if (arrays !== '') attributes += mark(arrays)
      return children === '' ? ${start} + attributes + '/>' : ${start} + attributes + '>' + children + ${end}
    }`
  try {
    const mark = (names: string): string => {
      usage.json = true
      return ` json:arrays="${names.slice(1)}"`
    }
    const make = new Function('escape', 'mark', ...parameters, source)
    return make(escapeText, mark, ...members.map(({ key }) => writers.get(key)))
  } catch (cause) {
    if (cause instanceof EvalError) return notDescribed
    throw cause
  }
}

/** Returns source for the usual case: if all values pass their tests, the element is one expression with few string concatenations. */
function usualSource(name: string, members: readonly Member[]): string {
  const parts = members.map(inlined)
  if (members.some(({ attribute }) => attribute) || !parts.some((part) => part !== undefined)) return ''
  const tests = members.map((member, at) => parts[at]?.test(`value${at}`) ?? elementsTest(member, `value${at}`))
  let tags = `<${name}>`
  const texts = members.map(({ name: { qualified } }, at) => {
    const before = parts[at] === undefined ? tags : `${tags}<${qualified}>`
    tags = parts[at] === undefined ? '' : `</${qualified}>`
    return `${JSON.stringify(before)} + ${parts[at]?.text(`value${at}`) ?? `write${at}(value${at})`}`
  })
  return `if (${tests.join(' && ')}) return ${texts.join(' + ')} + ${JSON.stringify(`${tags}</${name}>`)}`
}

function memberSource(member: Member, at: number): string {
  const { name, attribute } = member
  const value = `value${at}`
  const [start, end] = [`<${name.qualified}>`, `</${name.qualified}>`].map((text) => JSON.stringify(text))
  const target = attribute ? 'attributes' : 'children'
  const otherwise = `if (${value} !== undefined) { ${target} += write${at}(${value}); ${markSource(member, value)} }`
  const inline = inlined(member)
  return inline === undefined
    ? otherwise
    : `if (${inline.test(value)}) children += ${start} + ${inline.text(value)} + ${end}; else ${otherwise}`
}

/** Returns source that tests whether the value needs no mark besides its elements. */
function elementsTest(member: Member, value: string): string {
  const tests = markTests(member, value)
  return tests.length === 0 ? `${value} !== undefined` : `${value} != null && !(${tests.join(' || ')})`
}

/** Returns source that collects the names of arrays which need a mark. */
function markSource(member: Member, value: string): string {
  const tests = markTests(member, value)
  return tests.length === 0
    ? ''
    : `if (${value} !== null && (${tests.join(' || ')})) arrays += ${JSON.stringify(` ${nameOfKey(member.key)}`)}`
}

/** Returns source of the conditions under which an array needs a mark, as `arrayRoundTrips` decides it. */
function markTests({ shape, required, itemName: items }: Member, value: string): readonly string[] {
  if (shape.kind !== 'array' || items !== undefined) return []
  return [
    ...(required ? [] : [`${value}.length === 0`]),
    ...(shape.nullable ? [`${value}.length === 1 && (${value}[0] ?? null) === null`] : []),
  ]
}

/** Source that tests whether a value can be written inline, and source of its text. */
interface Inline {
  readonly test: (value: string) => string
  readonly text: (value: string) => string
}

function inlined({ shape, name, attribute }: Member): Inline | undefined {
  if (attribute || name.namespace !== undefined) return undefined
  if (shape.kind !== 'string' || !isToken(shape)) return inlines.get(shape.kind)
  return shape.base64 ? undefined : tokenInline
}

/** Inlines a token. Readers drop white space at its ends, so such a token needs a mark; `charCodeAt` of an empty text is NaN. */
const tokenInline: Inline = {
  test: (value) =>
    `typeof ${value} === 'string' && ${value}.charCodeAt(0) > 32 && ${value}.charCodeAt(${value}.length - 1) > 32`,
  text: (value) => `escape(${value})`,
}

/** Inlined values by the kind of shape. `n - n === 0` is true for finite numbers only. */
const inlines: ReadonlyMap<string, Inline> = new Map([
  [
    'string',
    { test: (value) => `typeof ${value} === 'string' && ${value} !== ''`, text: (value) => `escape(${value})` },
  ],
  ['number', { test: (value) => `typeof ${value} === 'number' && ${value} - ${value} === 0`, text: (value) => value }],
  ['boolean', { test: (value) => `(${value} === true || ${value} === false)`, text: (value) => value }],
])
