import type { ArrayShape, ObjectShape, Shape } from '../../schema/shape.js'
import { ANY, itemShape } from '../../schema/shape-combination.js'
import { fittingLexical } from './lexical-value.js'

/** Counts the properties of `data`, plain JSON data, that the shape does not declare. Returns `Infinity` if `data` does not fit the shape. */
export function fewestExtras(data: unknown, shape: Shape): number {
  return exact.extras(data, shape)
}

/**
 * Returns a lower bound for the undeclared properties that a reader finds when it reads the document of `data` as `shape`. Returns `Infinity`
 * only if no document of `data` can be read as `shape`. XML has only text for scalars, and one element may be an array of one item.
 */
export function fewestExtrasRead(data: unknown, shape: Shape): number {
  return asRead.extras(data, shape)
}

/** Caches the result for each object and shape: without it, unions within unions take exponential time. */
abstract class Fit {
  readonly #known = new WeakMap<object, Map<Shape, number>>()

  extras(data: unknown, shape: Shape): number {
    if (shape.kind === 'any') return 0
    if (data === null) return shape.nullable ? 0 : Number.POSITIVE_INFINITY
    if (shape.kind === 'union')
      return Math.min(...shape.alternatives.map((alternative) => this.extras(data, alternative)))
    if (typeof data !== 'object') return this.scalar(data, shape)
    const known = this.#known.get(data) ?? new Map<Shape, number>()
    this.#known.set(data, known)
    const extras = known.get(shape) ?? (Array.isArray(data) ? this.array(data, shape) : this.object(data, shape))
    known.set(shape, extras)
    return extras
  }

  protected abstract scalar(data: unknown, shape: Shape): number
  protected abstract array(data: readonly unknown[], shape: Shape): number
  protected abstract object(data: object, shape: Shape): number
  protected abstract lacks(data: object, key: string, shape: Shape): boolean
  protected abstract vanishes(data: unknown): boolean

  protected items(data: readonly unknown[], shape: ArrayShape): number {
    return data.reduce((sum: number, item, index) => sum + this.extras(item, itemShape(shape, index)), 0)
  }

  protected members(data: object, shape: ObjectShape): number {
    for (const { key, required, shape: member } of shape.properties.values())
      if (required && !Object.hasOwn(data, key) && this.lacks(data, key, member)) return Number.POSITIVE_INFINITY
    return Object.entries(data).reduce((sum, [key, member]) => sum + this.#member(key, member, shape), 0)
  }

  #member(key: string, member: unknown, { properties, additional }: ObjectShape): number {
    const declared = properties.get(key)
    if (declared !== undefined) return this.extras(member, declared.shape)
    if (this.vanishes(member)) return 0
    if (additional === undefined) return Number.POSITIVE_INFINITY
    return additional.shape === ANY ? 1 : this.extras(member, additional.shape)
  }
}

class ExactFit extends Fit {
  protected scalar(data: unknown, shape: Shape): number {
    if (shape.kind === 'enum') return fitting(shape.values.some((value) => value === data))
    return fitting(typeof data === shape.kind)
  }

  protected array(data: readonly unknown[], shape: Shape): number {
    return shape.kind === 'array' ? this.items(data, shape) : Number.POSITIVE_INFINITY
  }

  protected object(data: object, shape: Shape): number {
    return shape.kind === 'object' ? this.members(data, shape) : Number.POSITIVE_INFINITY
  }

  protected lacks(): boolean {
    return true
  }

  protected vanishes(): boolean {
    return false
  }
}

class ReadFit extends Fit {
  protected scalar(data: unknown, shape: Shape): number {
    if (shape.kind === 'array') return this.extras(data, itemShape(shape, 0))
    if (shape.kind === 'object') return data === '' ? this.members({}, shape) : Number.POSITIVE_INFINITY
    return fitting(fittingLexical(String(data), shape) !== undefined)
  }

  protected array(data: readonly unknown[], shape: Shape): number {
    if (shape.kind === 'array') return this.items(data, shape)
    // an array in an element of its own can look like an object; an array of no item or one can look like any value
    if (shape.kind === 'object') return 0
    return data.length > 1 ? Number.POSITIVE_INFINITY : this.extras(data.length === 0 ? '' : data[0], shape)
  }

  protected object(data: object, shape: Shape): number {
    if (shape.kind === 'object') return this.members(data, shape)
    if (shape.kind === 'array') return 0
    return Object.values(data).every((member) => this.vanishes(member))
      ? this.extras('', shape)
      : Number.POSITIVE_INFINITY
  }

  protected lacks(_data: object, _key: string, shape: Shape): boolean {
    return shape.kind !== 'array'
  }

  protected vanishes(data: unknown): boolean {
    return Array.isArray(data) && data.length === 0
  }
}

function fitting(fits: boolean): number {
  return fits ? 0 : Number.POSITIVE_INFINITY
}

const exact = new ExactFit()
const asRead = new ReadFit()
