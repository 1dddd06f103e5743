import { ANY, type ArrayShape, type ObjectShape, type Shape, type UnionShape } from '../shape.js'
import { itemShape } from '../shape-combination.js'
import { fittingText, numberOf } from '../text-value.js'
import { discriminatorOf, unrepeated } from './alternative.js'
import { ANY_ARRAY, ANY_OBJECT } from './any-structure.js'
import { expected, type XmlElement } from './element.js'
import { fewestExtras } from './fit.js'
import { isNamed, itemName, layoutOf, type XmlName, xmlName } from './layout.js'
import { likelyStructures } from './likely-structures.js'
import { type MemberGroup, memberGroups } from './member-groups.js'
import { isData, isSpace, LONGEST_NAME, MOST_ATTRIBUTES, parseDocument } from './parse-document.js'
import { bestOf, failed, holding, misfit, type Reading, scalar, textReading } from './reading.js'

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

const BOOLEAN: Shape = { kind: 'boolean', nullable: false, xml: {} }
class ShapeReader {
  /**
   * The readings of elements, by what decides them. An element that may be one of several alternatives, or one as well as many, is read under
   * each shape once: else the time would double with each level of nesting.
   */
  readonly #known = new Map<object, Map<XmlElement, Reading>>()

  /** @param items The name of the items, for an array whose own name decides it. */
  read(element: XmlElement, shape: Shape, items?: XmlName): Reading {
    if (element.nil) return scalar(null, shape.nullable)
    if (element.type !== undefined && isLeaf(element)) return typed(element, shape)
    switch (shape.kind) {
      case 'any':
        return isLeaf(element) ? scalar(element.text, true) : this.read(element, ANY_OBJECT)
      case 'array':
        return this.#once(items ?? shape, element, () => this.#array(element, shape, items ?? itemName(shape, 'item')))
      case 'object':
        // shapes that share their properties differ in nothing that is read
        return this.#once(shape.properties, element, () => this.#object(element, shape))
      case 'union':
        return this.#union(element, shape)
      default:
        return isLeaf(element) ? textReading(element.text, shape) : misfit(this.read(element, ANY))
    }
  }

  #array(element: XmlElement, shape: ArrayShape, items: XmlName): Reading {
    if (element.text !== '' && !isSpace(element.text)) return scalar(element.text, false)
    const known = element.children.every((child) => isNamed(child, items)) && !element.attributes.some(isData)
    return known ? this.#items(element.children, shape) : misfit(this.read(element, ANY_OBJECT))
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
    const readings = likelyStructures(element, shape).map((structure) => this.#attempted(element, structure))
    const best = bestOf(readings)
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

  /** What one alternative refuses, another may take. */
  #attempted(element: XmlElement, shape: Shape): Reading {
    try {
      return this.read(element, shape)
    } catch (failure) {
      return failed(refusalOf(failure))
    }
  }

  /** The reading of `element` by `read`, which is called once for each `key`. */
  #once(key: object, element: XmlElement, read: () => Reading): Reading {
    const known = this.#known.get(key) ?? new Map<XmlElement, Reading>()
    this.#known.set(key, known)
    let reading = known.get(element)
    if (reading === undefined) {
      try {
        reading = read()
      } catch (failure) {
        reading = failed(refusalOf(failure))
      }
      known.set(element, reading)
    }
    if (reading.failure !== undefined) throw reading.failure
    return reading
  }
}

function refusalOf(failure: unknown): SyntaxError {
  if (failure instanceof SyntaxError) return failure
  throw failure
}

/** `xsi:type` is obeyed whatever the shape is. */
function typed({ text, type }: XmlElement, shape: Shape): Reading {
  const value = type === 'number' ? numberOf(text) : type === 'boolean' ? fittingText(text, BOOLEAN) : text
  return scalar(value ?? text, Number.isFinite(fewestExtras(value ?? text, shape)))
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
