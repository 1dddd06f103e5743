import { ANY, type ArrayShape, type ObjectShape, type Shape, type UnionShape } from '../shape.js'
import { itemShape } from '../shape-combination.js'
import { fittingText, numberOf } from '../text-value.js'
import { discriminatorOf, structuresOf, unrepeated } from './alternative.js'
import { ANY_ARRAY, ANY_OBJECT } from './any-structure.js'
import { expected, type XmlElement } from './element.js'
import { fewestExtras } from './fit.js'
import { isNamed, itemName, layoutOf, type XmlName, xmlName } from './layout.js'
import { type MemberGroup, memberGroups } from './member-groups.js'
import { isData, isSpace, LONGEST_NAME, MOST_ATTRIBUTES, parseDocument } from './parse-document.js'

/**
 * The value of a document in any XML there is: that of the JSON document which it stands for, exact as far as the shape goes.
 *
 * Text that does not fit the shape, and elements and attributes that it does not declare, are kept in the value, so that validation
 * reports them; nothing is dropped, nothing overwritten.
 *
 * @param maxDepth How deeply arrays and objects may be nested.
 * @throws SyntaxError for a document that is malformed, hostile or beyond a limit.
 * @throws UnsupportedCharsetError when the XML declaration names another encoding than UTF-8.
 */
export function readDocument(text: string, shape: Shape, maxDepth: number): unknown {
  // an array in an object in an array … has an element for each, and one more for the innermost scalar
  const root = parseDocument(text, { depth: maxDepth + 1, attributes: MOST_ATTRIBUTES, nameLength: LONGEST_NAME })
  checkRootName(root, shape)
  try {
    const { value, depth } = new ShapeReader().read(root, isRootArray(root, shape) ? ANY_ARRAY : shape)
    if (depth > maxDepth) throw new SyntaxError(`expected at most ${maxDepth} nested arrays and objects`)
    return value
  } catch (error) {
    // only reached when maxDepth itself is beyond the stack
    if (error instanceof RangeError) throw new SyntaxError('expected less nested elements', { cause: error })
    throw error
  }
}

/** What an element is under a shape. */
interface Reading {
  readonly value: unknown
  /** Whether the value is one of the shape, as far as structure goes. */
  readonly fits: boolean
  /** Properties that the shape does not declare. */
  readonly extras: number
  /** Nested arrays and objects. */
  readonly depth: number
  /** Why the element could not be read at all as one of the alternatives of a union. */
  readonly failure?: SyntaxError
}

const BOOLEAN: Shape = { kind: 'boolean', nullable: false, xml: {} }
class ShapeReader {
  /** What elements are under the alternatives of unions, so that unions within unions cost no more than their size. */
  readonly #known = new Map<XmlElement, Map<Shape, Reading>>()

  /** @param items The name of the items, for an array whose own name decides it. */
  read(element: XmlElement, shape: Shape, items?: XmlName): Reading {
    if (element.nil) return scalar(null, shape.nullable)
    if (element.type !== undefined && isLeaf(element)) return typed(element, shape)
    switch (shape.kind) {
      case 'any':
        return isLeaf(element) ? scalar(element.text, true) : this.#object(element, ANY_OBJECT)
      case 'array':
        return this.#array(element, shape, items ?? itemName(shape, 'item'))
      case 'object':
        return this.#object(element, shape)
      case 'union':
        return this.#union(element, shape)
      default:
        return isLeaf(element) ? textReading(element.text, shape) : misfit(this.read(element, ANY))
    }
  }

  #array(element: XmlElement, shape: ArrayShape, items: XmlName): Reading {
    if (element.text !== '' && !isSpace(element.text)) return scalar(element.text, false)
    const known = element.children.every((child) => isNamed(child, items)) && !element.attributes.some(isData)
    return known ? this.#items(element.children, shape) : misfit(this.#object(element, ANY_OBJECT))
  }

  #items(elements: readonly XmlElement[], shape: ArrayShape): Reading {
    const readings = elements.map((element, index) => this.read(element, itemShape(shape, index)))
    return holding(
      readings.map(({ value }) => value),
      readings,
    )
  }

  #object(element: XmlElement, shape: ObjectShape): Reading {
    if (element.text !== '' && !isSpace(element.text)) return scalar(element.text, false)
    const value: Record<string, unknown> = {}
    const readings: Reading[] = []
    const groups = memberGroups(element, shape)
    for (const [key, group] of groups) {
      const reading = this.#member(group)
      refusePrototype(key, reading.value, element)
      value[key] = reading.value
      readings.push(reading)
    }
    for (const { key, required, shape: member, itemName } of layoutOf(shape).members) {
      if (!required || groups.has(key)) continue
      // no element at all is how an array without items is written where one must be
      const empty = member.kind === 'array' && itemName === undefined
      if (empty) value[key] = []
      readings.push({ value: undefined, fits: empty, extras: 0, depth: empty ? 1 : 0 })
    }
    return holding(value, readings)
  }

  #member({ member, allowed, extras, attribute, elements, marked }: MemberGroup): Reading {
    const { shape, itemName: items } = member
    const reading =
      attribute === undefined ? this.#elements(elements, marked, shape, items) : textReading(attribute, shape)
    return allowed && extras === 0
      ? reading
      : { ...reading, fits: reading.fits && allowed, extras: reading.extras + extras }
  }

  /** The elements of one name: a value, or the items of an array. */
  #elements(elements: readonly XmlElement[], marked: boolean, shape: Shape, items: XmlName | undefined): Reading {
    const [only] = elements
    const single = only !== undefined && elements.length === 1 && !marked ? only : undefined
    if (items !== undefined)
      return single === undefined ? misfit(this.#items(elements, ANY_ARRAY)) : this.read(single, shape, items)
    if (shape.kind === 'array') return single?.nil && shape.nullable ? scalar(null, true) : this.#items(elements, shape)
    if (single === undefined) return this.#several(elements, shape)
    const reading = this.read(single, unrepeated(shape))
    if (reading.fits || unrepeated(shape) === shape) return reading
    const array = this.#several(elements, shape)
    return array.fits ? array : reading
  }

  #several(elements: readonly XmlElement[], shape: Shape): Reading {
    if (shape.kind === 'any') return this.#items(elements, ANY_ARRAY)
    const array =
      shape.kind === 'union' ? shape.alternatives.find((alternative) => alternative.kind === 'array') : undefined
    if (array?.kind === 'array') return this.#items(elements, array)
    // more than one of what there may be one of is for validation to report
    return misfit(this.#items(elements, { ...ANY_ARRAY, items: { shape } }))
  }

  #union(element: XmlElement, shape: UnionShape): Reading {
    const marked = element.alternative === undefined ? undefined : shape.alternatives[element.alternative]
    if (marked !== undefined) return this.read(element, marked)
    const text = isLeaf(element) ? textReading(element.text, shape) : undefined
    if (text !== undefined && (text.fits || !isSpace(element.text))) return text
    const named = this.#discriminated(element, shape)
    if (named !== undefined) return this.read(element, named)
    const readings = structuresOf(shape).map((structure) => this.#remembered(element, structure.shape))
    const [best] = readings.toSorted(
      (left, right) => Number(right.fits) - Number(left.fits) || left.extras - right.extras,
    )
    if (best?.failure !== undefined) throw best.failure
    return best ?? text ?? misfit(this.read(element, ANY))
  }

  #discriminated(element: XmlElement, shape: UnionShape): Shape | undefined {
    const discriminator = discriminatorOf(shape)
    if (discriminator === undefined) return undefined
    const { name, attribute } = discriminator.member
    const found = attribute
      ? element.attributes.find(({ local, namespace }) => local === name.local && namespace === (name.namespace ?? ''))
          ?.value
      : element.children.find((child) => isNamed(child, name))?.text
    const number = found === undefined ? undefined : discriminator.alternatives.get(found)
    return number === undefined ? undefined : shape.alternatives[number]
  }

  #remembered(element: XmlElement, shape: Shape): Reading {
    const known = this.#known.get(element) ?? new Map<Shape, Reading>()
    this.#known.set(element, known)
    const reading = known.get(shape) ?? this.#attempted(element, shape)
    known.set(shape, reading)
    return reading
  }

  /** What one alternative refuses, another may take. */
  #attempted(element: XmlElement, shape: Shape): Reading {
    try {
      return this.read(element, shape)
    } catch (failure) {
      if (!(failure instanceof SyntaxError)) throw failure
      return { value: undefined, fits: false, extras: Number.POSITIVE_INFINITY, depth: 0, failure }
    }
  }
}

function scalar(value: unknown, fits: boolean): Reading {
  return { value, fits, extras: 0, depth: 0 }
}

function textReading(text: string, shape: Shape): Reading {
  const value = fittingText(text, shape)
  return value === undefined ? scalar(text, false) : scalar(value, true)
}

/** `xsi:type` is obeyed whatever the shape is. */
function typed({ text, type }: XmlElement, shape: Shape): Reading {
  const value = type === 'number' ? numberOf(text) : type === 'boolean' ? fittingText(text, BOOLEAN) : text
  return scalar(value ?? text, Number.isFinite(fewestExtras(value ?? text, shape)))
}

function misfit(reading: Reading): Reading {
  return { ...reading, fits: false }
}

function holding(value: unknown, readings: readonly Reading[]): Reading {
  let fits = true
  let extras = 0
  let depth = 0
  for (const reading of readings) {
    fits &&= reading.fits
    extras += reading.extras
    depth = Math.max(depth, reading.depth)
  }
  return { value, fits, extras, depth: depth + 1 }
}

function isLeaf(element: XmlElement): boolean {
  if (element.children.length > 0 || element.arrays.length > 0) return false
  return element.attributes.length === 0 || !element.attributes.some(isData)
}

/** Objects that would change others when merged carelessly are no data. */
function refusePrototype(key: string, value: unknown, place: XmlElement): void {
  if (key !== 'constructor') return
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (values.some((object) => typeof object === 'object' && object !== null && Object.hasOwn(object, 'prototype')))
    throw expected('no constructor with a prototype', place)
}

/** A root that the schema names bears that name; without one any name will do. */
function checkRootName(root: XmlElement, { xml }: Shape): void {
  if (xml.name !== undefined && !isNamed(root, xmlName(xml, xml.name)))
    throw expected(`the root element <${xml.name}>, not <${root.local}>`, root)
}

/** Whether an unknown document is an array in the form that arrays without schema are written. */
function isRootArray(root: XmlElement, shape: Shape): boolean {
  return (
    shape.kind === 'any' &&
    root.local === 'items' &&
    !root.attributes.some(isData) &&
    root.children.every(({ local }) => local === 'item')
  )
}
