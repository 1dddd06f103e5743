import type { ObjectShape, Shape } from './shape.js'
import { itemShape } from './shape-combination.js'

/** Returns the shapes with each union replaced by its alternatives, without duplicates. */
export function singleShapes(shapes: readonly Shape[]): readonly Shape[] {
  return [...new Set(shapes.flatMap((shape) => (shape.kind === 'union' ? shape.alternatives : [shape])))]
}

/** Returns the possible shapes of the item at `index` of a value with one of these shapes. */
export function shapesOfItem(shapes: readonly Shape[], index: number): readonly Shape[] {
  return singleShapes(shapes.flatMap((shape) => (shape.kind === 'array' ? [itemShape(shape, index)] : [])))
}

/**
 * Returns the object shapes whose constants equal the members of a value. If any of them misses no required member, only such shapes are
 * returned.
 */
export function objectsFitting(
  shapes: readonly Shape[],
  members: Readonly<Record<string, unknown>>,
): readonly ObjectShape[] {
  const possible = shapes.filter((shape) => shape.kind === 'object').filter((shape) => hasConstants(members, shape))
  if (possible.length < 2) return possible
  const whole = possible.filter((shape) => hasRequired(members, shape))
  return whole.length === 0 ? possible : whole
}

function hasRequired(members: Readonly<Record<string, unknown>>, { properties }: ObjectShape): boolean {
  for (const { key, required } of properties.values()) if (required && !Object.hasOwn(members, key)) return false
  return true
}

/** Returns the possible shapes of the member `key` of a value with one of these shapes. */
export function shapesOfMember(objects: readonly ObjectShape[], key: string): readonly Shape[] {
  return singleShapes(
    objects.flatMap(({ properties, additional }) => (properties.get(key) ?? additional ?? { shape: [] }).shape),
  )
}

function hasConstants(members: Readonly<Record<string, unknown>>, { properties }: ObjectShape): boolean {
  for (const { key, shape } of properties.values()) {
    const value = Object.hasOwn(members, key) ? members[key] : undefined
    if (shape.kind === 'enum' && value !== undefined && !shape.values.some((each) => each === value)) return false
  }
  return true
}
