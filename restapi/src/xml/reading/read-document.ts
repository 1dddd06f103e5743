import { itemName, layoutOf, type XmlName } from '../../schema/layout.js'
import type { ArrayShape, ObjectShape, Shape, UnionShape } from '../../schema/shape.js'
import { ANY, itemShape } from '../../schema/shape-combination.js'
import { discriminatorOf, structuresOf, unrepeated } from '../document/alternative.js'
import { canBeTextObject } from '../document/round-trip.js'
import { isWhiteSpace } from '../document/white-space.js'
import { ANY_ARRAY, ANY_OBJECT } from './any-structure.js'
import { checkRootName, isRootArray } from './check-root.js'
import {
  contentReading,
  isWithoutContent,
  memberTextReading,
  misplacedTextReading,
  typedReading,
} from './content-reading.js'
import { checkNamespaces } from './difference.js'
import { expected, isData, isLeaf, isNamed, type XmlElement } from './element.js'
import { LikelyStructures } from './likely-structures.js'
import { LONGEST_NAME, MOST_ATTRIBUTES } from './limited-parser.js'
import { type MemberGroup, memberGroups } from './member-groups.js'
import { parseDocument } from './parse-document.js'
import {
  asSyntaxError,
  bestReading,
  failedReading,
  misfit,
  type Reading,
  scalar,
  structureReading,
  textReading,
} from './reading.js'

/**
 * Reads any XML document as the value of the equivalent JSON document, as exactly as the shape describes it.
 *
 * Text that does not fit the shape, and undeclared elements and attributes, stay in the value for validation to report. Nothing is dropped or
 * overwritten.
 *
 * @param maxDepth Most levels of arrays and objects.
 * @throws SyntaxError for a document that is malformed, hostile or beyond a limit
 */
export function readDocument(text: string, shape: Shape, maxDepth: number): unknown {
  // each level of arrays and objects takes one element, the innermost scalar one more
  const root = parseDocument(text, { depth: maxDepth + 1, attributes: MOST_ATTRIBUTES, nameLength: LONGEST_NAME })
  checkRootName(root, shape)
  try {
    const { value, depth } = new ShapeReader().read(root, isRootArray(root, shape) ? ANY_ARRAY : shape)
    if (depth > maxDepth) throw new SyntaxError(`expected elements and lists of them nested at most ${maxDepth} deep`)
    return value
  } catch (error) {
    // reached only if maxDepth exceeds the stack
    if (error instanceof RangeError) throw new SyntaxError('expected less nested elements', { cause: error })
    throw error
  }
}

class ShapeReader {
  /**
   * Cached readings by shape and element. An element that may be one of several alternatives, or a value as well as an item, is read under each
   * shape once. Without the cache, the time doubles with each level of nesting.
   */
  readonly #known = new Map<object, Map<XmlElement, Reading>>()

  readonly #likely = new LikelyStructures()

  /** Reads an element under a shape. @param items Name of the items of a wrapped array. */
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
        // shapes with the same properties are read alike
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
    if (!isWhiteSpace(element.text)) return misplacedTextReading(element)
    const known = element.children.every((child) => isNamed(child, items)) && !element.attributes.some(isData)
    return known ? this.#items(element.children, shape) : misfit(this.read(element, ANY_OBJECT))
  }

  #items(elements: readonly XmlElement[], shape: ArrayShape): Reading {
    const readings = elements.map((element, index) => this.read(element, itemShape(shape, index)))
    return structureReading(
      readings.map(({ value }) => value),
      readings,
    )
  }

  #object(element: XmlElement, shape: ObjectShape): Reading {
    const layout = layoutOf(shape)
    if (layout.text === undefined && !isWhiteSpace(element.text)) return misplacedTextReading(element)
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
      // a required array that is empty is written as no element
      const empty = member.shape.kind === 'array' && itemName === undefined
      if (empty) value[key] = []
      readings.push({ value: undefined, fits: empty, extras: 0, depth: empty ? 1 : 0 })
    }
    return structureReading(value, readings)
  }

  #member({ member, allowed, extras, text, elements, marked }: MemberGroup, holder: XmlElement): Reading {
    const { shape, itemName: items } = member
    const reading =
      text === undefined ? this.#elements(elements, marked, shape, items) : memberTextReading(text, member, holder)
    return allowed && extras === 0
      ? reading
      : { ...reading, fits: reading.fits && allowed, extras: reading.extras + extras }
  }

  /** Reads the elements of one property: a value, or the items of an array. */
  #elements(elements: readonly XmlElement[], marked: boolean, shape: Shape, items: XmlName | undefined): Reading {
    const [only] = elements
    const single = only !== undefined && elements.length === 1 && !marked ? only : undefined
    if (items !== undefined)
      return single === undefined ? misfit(this.#items(elements, ANY_ARRAY)) : this.read(single, shape, items)
    if (shape.kind === 'array') return single?.nil && shape.nullable ? scalar(null, true) : this.#items(elements, shape)
    if (single === undefined) return this.#several(elements, shape)
    if (unrepeated(shape) === shape) return this.read(single, shape)
    const reading = this.#attempted(() => this.read(single, unrepeated(shape)))
    return reading.fits ? reading : bestReading([reading, this.#attempted(() => this.#several(elements, shape))])
  }

  #several(elements: readonly XmlElement[], shape: Shape): Reading {
    if (shape.kind === 'any') return this.#items(elements, ANY_ARRAY)
    const array =
      shape.kind === 'union' ? shape.alternatives.find((alternative) => alternative.kind === 'array') : undefined
    if (array?.kind === 'array') return this.#items(elements, array)
    // several elements of a single value become an array, which validation reports
    return misfit(this.#items(elements, { ...ANY_ARRAY, items: { shape } }))
  }

  #union(element: XmlElement, shape: UnionShape): Reading {
    const marked = element.alternative === undefined ? undefined : shape.alternatives[element.alternative]
    if (marked !== undefined) return this.read(element, marked)
    const text = isLeaf(element) && hasScalars(shape) ? textReading(element.text, shape) : undefined
    if (text?.fits) return text
    if (isLeaf(element) && !isWhiteSpace(element.text) && !canBeTextObject(shape)) return contentReading(element, shape)
    const named = this.#discriminated(element, shape)
    if (named !== undefined) return this.read(element, named)
    const structures = this.#likely.of(element, shape)
    if (structures.length > 0) return this.#best(element, structures)
    return isLeaf(element) ? contentReading(element, shape) : this.#misfit(element, shape)
  }

  /** Returns the best reading of an element under one of several shapes. It stops at one that fits without extras: none is better. */
  #best(element: XmlElement, shapes: readonly Shape[]): Reading {
    const readings: Reading[] = []
    for (const shape of shapes) {
      const reading = this.#attempted(() => this.read(element, shape))
      readings.push(reading)
      if (reading.fits && reading.extras === 0) break
    }
    return bestReading(readings)
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

  /** Reads under one alternative. A SyntaxError becomes a failed reading, since another alternative may fit. */
  #attempted(read: () => Reading): Reading {
    try {
      return read()
    } catch (failure) {
      return failedReading(asSyntaxError(failure))
    }
  }

  /** Returns the cached reading of `element` under `key`; calls `read` for the first one. */
  #once(key: object, element: XmlElement, read: () => Reading): Reading {
    const known = this.#known.get(key) ?? new Map<XmlElement, Reading>()
    this.#known.set(key, known)
    const reading = known.get(element) ?? this.#attempted(read)
    known.set(element, reading)
    return bestReading([reading])
  }
}

/** Reports whether text can be a value of the union: null, or one of an alternative that is neither an object nor an array. */
function hasScalars(union: UnionShape): boolean {
  return union.nullable || structuresOf(union).length < union.alternatives.length
}

function misfitUnless({ kind }: Shape, reading: Reading): Reading {
  return kind === 'any' ? reading : misfit(reading)
}

/** Refuses a constructor with a prototype: a careless merge of such an object changes prototypes. @throws SyntaxError */
function refusePrototype(key: string, value: unknown, place: XmlElement): void {
  if (key !== 'constructor') return
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (values.some((object) => typeof object === 'object' && object !== null && Object.hasOwn(object, 'prototype')))
    throw expected('no constructor with a prototype', place)
}
