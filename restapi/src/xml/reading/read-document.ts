import { itemName, layoutOf, type XmlName } from '../../schema/layout.js'
import type { ArrayShape, ObjectShape, Shape, UnionShape } from '../../schema/shape.js'
import { ANY, itemShape } from '../../schema/shape-combination.js'
import { discriminatorOf, unrepeated } from '../document/alternative.js'
import { canBeTextObject } from '../document/round-trip.js'
import { isWhiteSpace } from '../document/white-space.js'
import { ANY_ARRAY, ANY_OBJECT } from './any-structure.js'
import { checkRootName, isRootArray } from './check-root.js'
import {
  contentReading,
  isWithoutContent,
  memberTextReading,
  textWhereNoneIsDue,
  typedReading,
} from './content-reading.js'
import { checkNamespaces } from './difference.js'
import { expected, isData, isLeaf, isNamed, type XmlElement } from './element.js'
import { likelyStructures } from './likely-structures.js'
import { type MemberGroup, memberGroups } from './member-groups.js'
import { LONGEST_NAME, MOST_ATTRIBUTES, parseDocument } from './parse-document.js'
import { asSyntaxError, failed, holding, misfit, type Reading, scalar, taken, textReading } from './reading.js'

/**
 * The value of a document in any XML there is: that of the JSON document which it stands for, exact as far as the shape goes.
 *
 * Text that does not fit the shape, and elements and attributes that it does not declare, are kept in the value, so that validation
 * reports them; nothing is dropped, nothing overwritten.
 *
 * @param maxDepth How deeply arrays and objects may be nested.
 * @throws SyntaxError for a document that is malformed, hostile or beyond a limit.
 */
export function readDocument(text: string, shape: Shape, maxDepth: number): unknown {
  // an array in an object in an array … has an element for each, and one more for the innermost scalar
  const root = parseDocument(text, { depth: maxDepth + 1, attributes: MOST_ATTRIBUTES, nameLength: LONGEST_NAME })
  checkRootName(root, shape)
  try {
    const { value, depth } = new ShapeReader().read(root, isRootArray(root, shape) ? ANY_ARRAY : shape)
    if (depth > maxDepth) throw new SyntaxError(`expected elements and lists of them nested at most ${maxDepth} deep`)
    return value
  } catch (error) {
    // only reached when maxDepth itself is beyond the stack
    if (error instanceof RangeError) throw new SyntaxError('expected less nested elements', { cause: error })
    throw error
  }
}

class ShapeReader {
  /**
   * The readings of elements, by what decides them. An element that may be one of several alternatives, or one as well as many, is read under
   * each shape once: else the time would double with each level of nesting.
   */
  readonly #known = new Map<object, Map<XmlElement, Reading>>()

  /** @param items The name of the items, for an array whose own name decides it. */
  read(element: XmlElement, shape: Shape, items?: XmlName): Reading {
    if (element.nil) return scalar(null, shape.nullable)
    if (element.type === 'array') return misfitUnless(shape, this.#items(element.children, ANY_ARRAY))
    if (element.type === 'object') return misfitUnless(shape, this.#object(element, ANY_OBJECT))
    if (element.type !== undefined && isLeaf(element)) return typedReading(element, element.type, shape)
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
        return isLeaf(element) ? contentReading(element, shape) : this.#misfit(element, shape)
    }
  }

  #misfit(element: XmlElement, shape: Shape): Reading {
    const attribute = isWhiteSpace(element.text) ? undefined : element.attributes.find(isData)
    if (attribute === undefined || canBeTextObject(shape)) return misfit(this.read(element, ANY))
    throw expected(`<${element.local}> with text alone, without the attribute ${attribute.local}`, element)
  }

  #array(element: XmlElement, shape: ArrayShape, items: XmlName): Reading {
    if (!isWhiteSpace(element.text)) return textWhereNoneIsDue(element)
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
    const layout = layoutOf(shape)
    if (layout.text === undefined && !isWhiteSpace(element.text)) return textWhereNoneIsDue(element)
    const value: Record<string, unknown> = {}
    const readings: Reading[] = []
    const groups = memberGroups(element, shape)
    for (const [key, group] of groups) {
      if (!group.member.required && layout.byKey.get(key) === group.member && isWithoutContent(group)) continue
      const reading = this.#member(group, element)
      refusePrototype(key, reading.value, element)
      value[key] = reading.value
      readings.push(reading)
    }
    for (const member of layout.members) {
      const { key, required, itemName } = member
      if (!required || groups.has(key)) continue
      checkNamespaces(member, element, layout)
      // no element at all is how an array without items is written where one must be
      const empty = member.shape.kind === 'array' && itemName === undefined
      if (empty) value[key] = []
      readings.push({ value: undefined, fits: empty, extras: 0, depth: empty ? 1 : 0 })
    }
    return holding(value, readings)
  }

  #member({ member, allowed, extras, text, elements, marked }: MemberGroup, holder: XmlElement): Reading {
    const { shape, itemName: items } = member
    const reading =
      text === undefined ? this.#elements(elements, marked, shape, items) : memberTextReading(text, member, holder)
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
    if (unrepeated(shape) === shape) return this.read(single, shape)
    const reading = this.#attempted(() => this.read(single, unrepeated(shape)))
    return reading.fits ? reading : taken([reading, this.#attempted(() => this.#several(elements, shape))])
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
    if (text?.fits) return text
    if (text !== undefined && !isWhiteSpace(element.text) && !canBeTextObject(shape))
      return contentReading(element, shape)
    const named = this.#discriminated(element, shape)
    if (named !== undefined) return this.read(element, named)
    const structures = likelyStructures(element, shape)
    if (structures.length > 0)
      return taken(structures.map((structure) => this.#attempted(() => this.read(element, structure))))
    return text === undefined ? this.#misfit(element, shape) : contentReading(element, shape)
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
  #attempted(read: () => Reading): Reading {
    try {
      return read()
    } catch (failure) {
      return failed(asSyntaxError(failure))
    }
  }

  /** The reading of `element` by `read`, which is called once for each `key`. */
  #once(key: object, element: XmlElement, read: () => Reading): Reading {
    const known = this.#known.get(key) ?? new Map<XmlElement, Reading>()
    this.#known.set(key, known)
    const reading = known.get(element) ?? this.#attempted(read)
    known.set(element, reading)
    return taken([reading])
  }
}

function misfitUnless({ kind }: Shape, reading: Reading): Reading {
  return kind === 'any' ? reading : misfit(reading)
}

/** Objects that would change others when merged carelessly are no data. */
function refusePrototype(key: string, value: unknown, place: XmlElement): void {
  if (key !== 'constructor') return
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (values.some((object) => typeof object === 'object' && object !== null && Object.hasOwn(object, 'prototype')))
    throw expected('no constructor with a prototype', place)
}
