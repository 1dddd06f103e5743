import type { AnyShape, ArrayShape, ObjectShape, Property, Shape, ShapeReference, StringShape } from './shape.js'
import { mergedXml } from './xml-object.js'

/** The shape of a value without a schema. */
export const ANY: AnyShape = { kind: 'any', nullable: true, xml: {} }

/** A reference for additional properties and items that the schema does not describe. */
export const ANYTHING: ShapeReference = { shape: ANY }

/** The shape of the input of a transformation, as one alternative of a union. */
const TEXT: StringShape = { kind: 'string', nullable: false, xml: {}, format: undefined, base64: false, asSent: true }

/** A reference that finds its shape at the first access and keeps it. */
export class LazyReference implements ShapeReference {
  #find: (() => Shape) | undefined
  #shape: Shape = ANY

  constructor(find: () => Shape) {
    this.#find = find
  }

  get shape(): Shape {
    if (this.#find !== undefined) {
      this.#shape = this.#find()
      this.#find = undefined
    }
    return this.#shape
  }
}

/**
 * Returns the shape of values that have one of the given shapes (`anyOf`, `oneOf`, `type: […]`). Nested unions become one union, null becomes
 * `nullable`, and several arrays become one. A `oneOf` is treated like an `anyOf`; validation checks that alternatives exclude each other.
 */
export function unionOf(shapes: readonly Shape[]): Shape {
  const nullable = shapes.some((shape) => shape.nullable)
  const flat = shapes.flatMap((shape) => (shape.kind === 'union' ? shape.alternatives : [shape]))
  if (flat.some((shape) => shape.kind === 'any' && shape.asSent === undefined)) return ANY
  const values = flat.filter((shape) => shape.kind !== 'null')
  const sent = values.find((shape) => shape.kind === 'any')
  if (sent !== undefined && values.every((shape) => shape.kind === 'any')) return sent
  const [first, ...others] = withOneArray(values.map((shape) => (shape.kind === 'any' ? TEXT : notNull(shape))))
  if (first === undefined) return { kind: 'null', nullable: true, xml: {} }
  if (others.length === 0) return { ...first, nullable }
  return { kind: 'union', nullable, xml: {}, alternatives: [first, ...others] }
}

/** Returns the shape of values that have both shapes (`allOf`, or keywords beside a `$ref`). Combines the structure only, not constraints. */
export function intersectionOf(left: Shape, right: Shape): Shape {
  const xml = mergedXml(left.xml, right.xml)
  if (left.kind === 'any') return { ...right, xml }
  if (right.kind === 'any') return { ...left, xml }
  const nullable = left.nullable && right.nullable
  if (left.kind === 'union') return { ...alternativesWithin(left.alternatives, right), nullable, xml }
  if (right.kind === 'union') return { ...alternativesWithin(right.alternatives, left), nullable, xml }
  if (left.kind === 'object' && right.kind === 'object') return { ...bothObjects(left, right), nullable, xml }
  if (left.kind === 'array' && right.kind === 'array') return { ...bothArrays(left, right), nullable, xml }
  return { ...(right.kind === 'enum' ? right : left), nullable, xml }
}

function notNull(shape: Shape): Shape {
  return shape.nullable ? { ...shape, nullable: false } : shape
}

function withOneArray(shapes: readonly Shape[]): readonly Shape[] {
  const arrays = shapes.filter((shape) => shape.kind === 'array')
  const [first, second] = arrays
  if (first === undefined || second === undefined) return shapes
  const one: ArrayShape = { ...first, ...anyOfArrays(arrays) }
  const others = shapes.filter((shape) => shape.kind !== 'array' || shape === first)
  return others.map((shape) => (shape === first ? one : shape))
}

type ArrayItems = Pick<ArrayShape, 'prefixItems' | 'items'>

/** A tree of combined arrays: one level for each array of a combination, by the array's own `prefixItems` list. */
interface Combinations {
  readonly next: WeakMap<object, Combinations>
  items: ArrayItems | undefined
}

const combinations: Combinations = { next: new WeakMap(), items: undefined }

/** The arrays that a combined array was made from, by its `prefixItems`. */
const sources = new WeakMap<object, readonly ArrayShape[]>()

/**
 * Returns the items of values that have one of the array shapes. The same arrays get the same result. Otherwise an array that contains a
 * union with itself would create new shapes at each level, without end.
 */
function anyOfArrays(arrays: readonly ArrayShape[]): ArrayItems {
  const parts = new Map(
    arrays.flatMap((array) => sources.get(array.prefixItems) ?? [array]).map((part) => [part.prefixItems, part]),
  )
  let combination = combinations
  for (const key of parts.keys()) {
    const next = combination.next.get(key) ?? { next: new WeakMap(), items: undefined }
    combination.next.set(key, next)
    combination = next
  }
  combination.items ??= combined([...parts.values()])
  return combination.items
}

function combined(arrays: readonly ArrayShape[]): ArrayItems {
  const longest = Math.max(...arrays.map((array) => array.prefixItems.length))
  const prefixItems = Array.from({ length: longest }, (_, index) => eitherItem(arrays, index))
  sources.set(prefixItems, arrays)
  return { prefixItems, items: eitherItem(arrays, longest) }
}

function eitherItem(arrays: readonly ArrayShape[], index: number): ShapeReference {
  // a tuple without a schema for further items is treated as one that has none
  const reaching = arrays.filter(({ prefixItems, items }) => index < prefixItems.length || items !== ANYTHING)
  if (reaching.length === 0) return ANYTHING
  return new LazyReference(() => unionOf(reaching.map((array) => itemShape(array, index))))
}

/** Returns the shape of the item at `index`, counted from zero. */
export function itemShape(array: ArrayShape, index: number): Shape {
  return (array.prefixItems[index] ?? array.items).shape
}

function alternativesWithin(alternatives: readonly Shape[], frame: Shape): Shape {
  const possible = alternatives.filter(
    (shape) => frame.kind === 'union' || shape.kind === frame.kind || shape.kind === 'enum',
  )
  return possible.length === 0 ? frame : unionOf(possible.map((shape) => intersectionOf(shape, frame)))
}

function bothObjects(left: ObjectShape, right: ObjectShape): ObjectShape {
  const properties = new Map<string, Property>(left.properties)
  for (const [key, property] of right.properties) properties.set(key, bothProperties(properties.get(key), property))
  const open = left.additional === ANYTHING ? right.additional : left.additional
  const additional = left.additional === undefined || right.additional === undefined ? undefined : open
  return { ...left, properties, additional }
}

/** Returns a property that both objects declare. Takes the first shape that is known: a deeper combination might never end. */
function bothProperties(left: Property | undefined, right: Property): Property {
  if (left === undefined) return right
  const reference = new LazyReference(() => (left.shape.kind === 'any' ? right.shape : left.shape))
  return {
    key: right.key,
    required: left.required || right.required,
    title: left.title ?? right.title,
    get shape() {
      return reference.shape
    },
  }
}

function bothArrays(left: ArrayShape, right: ArrayShape): ArrayShape {
  const longest = left.prefixItems.length >= right.prefixItems.length ? left.prefixItems : right.prefixItems
  return { ...left, prefixItems: [...longest], items: left.items === ANYTHING ? right.items : left.items }
}

/** Returns the direct parts of a shape: alternatives, items, or members. */
export function partsOf(shape: Shape): readonly Shape[] {
  if (shape.kind === 'union') return shape.alternatives
  if (shape.kind === 'array') return [...shape.prefixItems, shape.items].map((item) => item.shape)
  if (shape.kind !== 'object') return []
  const members = [...shape.properties.values()].map((property) => property.shape)
  return shape.additional === undefined ? members : [...members, shape.additional.shape]
}
