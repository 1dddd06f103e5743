import type { AnyShape, ArrayShape, ObjectShape, Property, Shape, ShapeReference, StringShape } from './shape.js'
import { mergedXml } from './xml-object.js'

/** The shape of values of which nothing is known. */
export const ANY: AnyShape = { kind: 'any', nullable: true, xml: {} }

/** What additional properties and items hold of which the schema says nothing. */
export const ANYTHING: ShapeReference = { shape: ANY }

/** The text that a transformation is given as it was sent, where that is one alternative among others. */
const TEXT: StringShape = { kind: 'string', nullable: false, xml: {}, format: undefined, base64: false, asSent: true }

/** A reference that is followed when first asked for, and then kept. */
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
 * The shape of values of any of the given shapes (`anyOf`, `oneOf`, `type: […]`): flat, null drawn out, arrays made one.
 *
 * An `oneOf` is no stricter than an `anyOf` here: which alternatives exclude each other is for validation to say.
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

/** The shape of values of both shapes (`allOf`, or keywords beside a `$ref`), as far as structure goes. */
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

/** The items of several arrays, by the first array, the second, and so on; each is known by its list of first items, which no other shares. */
interface Combinations {
  readonly next: WeakMap<object, Combinations>
  items: ArrayItems | undefined
}

const combinations: Combinations = { next: new WeakMap(), items: undefined }

/** The arrays that an array was made of. */
const sources = new WeakMap<object, readonly ArrayShape[]>()

/**
 * The items of values of any of the arrays. They are made once for the same arrays: an array of a union that holds itself would otherwise be
 * made anew at each level, without end.
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
  // a tuple that says nothing of further items is taken to have none
  const reaching = arrays.filter(({ prefixItems, items }) => index < prefixItems.length || items !== ANYTHING)
  if (reaching.length === 0) return ANYTHING
  return new LazyReference(() => unionOf(reaching.map((array) => itemShape(array, index))))
}

/** The shape of the item at `index`, counted from zero. */
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

/** A property that both objects declare has the shape of the first that knows it; to look deeper could go on for ever. */
function bothProperties(left: Property | undefined, right: Property): Property {
  if (left === undefined) return right
  const reference = new LazyReference(() => (left.shape.kind === 'any' ? right.shape : left.shape))
  return {
    key: right.key,
    required: left.required || right.required,
    get shape() {
      return reference.shape
    },
  }
}

function bothArrays(left: ArrayShape, right: ArrayShape): ArrayShape {
  const longest = left.prefixItems.length >= right.prefixItems.length ? left.prefixItems : right.prefixItems
  return { ...left, prefixItems: [...longest], items: left.items === ANYTHING ? right.items : left.items }
}

/** The shapes that a shape is made of. */
export function partsOf(shape: Shape): readonly Shape[] {
  if (shape.kind === 'union') return shape.alternatives
  if (shape.kind === 'array') return [...shape.prefixItems, shape.items].map((item) => item.shape)
  if (shape.kind !== 'object') return []
  const members = [...shape.properties.values()].map((property) => property.shape)
  return shape.additional === undefined ? members : [...members, shape.additional.shape]
}
