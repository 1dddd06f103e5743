import { layoutOf, type Member, type XmlName } from '../../schema/layout.js'
import { nameOfKey } from '../../schema/names.js'
import type { ObjectShape } from '../../schema/shape.js'
import { escapeText } from '../document/escape-text.js'
import { isToken } from '../document/lexical-value.js'
import { type ElementWriter, notDescribed, type Usage } from './compiled-part.js'
import { attribute, isPlainObject, textObjectWriter } from './compiled-text.js'

/** The members of one object in the order in which objects of the kind have them, and the code that writes them in it. */
interface Variant {
  readonly keys: readonly string[]
  readonly write: (value: object) => string
}

/** Makes the writer of the value of a property that is not an attribute. */
type MemberWriter = (member: Member) => ElementWriter

/** Objects of one shape may lack optional properties or have another order; so many kinds are written by code of their own. */
const mostVariants = 64

/**
 * Writes objects of a shape as an element. Members are written in the order in which the object has them, as JSON does; for each order
 * that occurs a function is made that takes them one after the other, without looking at their names again.
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
 * Source is made of names of elements, which have been checked to be XML names, and of keys as string literals; of values never. Where an
 * environment forbids source at run time, nothing is as described, and the other writer does all the work.
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

/** Where all values are as usual, the element is one expression, in which the tags between two texts are one string. */
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

/** Whether the value is written by its elements alone, without a mark. */
function elementsTest(member: Member, value: string): string {
  const tests = markTests(member, value)
  return tests.length === 0 ? `${value} !== undefined` : `${value} != null && !(${tests.join(' || ')})`
}

/** Remembers the names of arrays that their elements alone do not tell of. */
function markSource(member: Member, value: string): string {
  const tests = markTests(member, value)
  return tests.length === 0
    ? ''
    : `if (${value} !== null && (${tests.join(' || ')})) arrays += ${JSON.stringify(` ${nameOfKey(member.key)}`)}`
}

/** When a mark is needed for the elements of an array, as `arrayRoundTrips` has it. */
function markTests({ shape, required, itemName: items }: Member, value: string): readonly string[] {
  if (shape.kind !== 'array' || items !== undefined) return []
  return [
    ...(required ? [] : [`${value}.length === 0`]),
    ...(shape.nullable ? [`${value}.length === 1 && (${value}[0] ?? null) === null`] : []),
  ]
}

/** How a value is recognised that is written without further ado, and its text. */
interface Inline {
  readonly test: (value: string) => string
  readonly text: (value: string) => string
}

function inlined({ shape, name, attribute }: Member): Inline | undefined {
  if (attribute || name.namespace !== undefined) return undefined
  if (shape.kind !== 'string' || !isToken(shape)) return inlines.get(shape.kind)
  return shape.base64 ? undefined : tokenInline
}

/** Readers drop white space at the ends of a token, so that it has to be marked; an empty text has no code there. */
const tokenInline: Inline = {
  test: (value) =>
    `typeof ${value} === 'string' && ${value}.charCodeAt(0) > 32 && ${value}.charCodeAt(${value}.length - 1) > 32`,
  text: (value) => `escape(${value})`,
}

/** By the kind of shape. Minus a number itself is zero only if it is finite. */
const inlines: ReadonlyMap<string, Inline> = new Map([
  [
    'string',
    { test: (value) => `typeof ${value} === 'string' && ${value} !== ''`, text: (value) => `escape(${value})` },
  ],
  ['number', { test: (value) => `typeof ${value} === 'number' && ${value} - ${value} === 0`, text: (value) => value }],
  ['boolean', { test: (value) => `(${value} === true || ${value} === false)`, text: (value) => value }],
])
