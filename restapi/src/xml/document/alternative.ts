import { layoutOf, type Member } from '../../schema/layout.js'
import type { ObjectShape, Shape, UnionShape } from '../../schema/shape.js'
import { ANY, partsOf, unionOf } from '../../schema/shape-combination.js'
import { jsonCopy, jsonValue } from '../../values/json-value.js'
import { memoizedByObject } from '../../values/memoized-by-object.js'
import { fewestExtras, fewestExtrasRead } from './fit.js'

/** The alternative of a union under which a value is written. */
export interface Choice {
  readonly shape: Shape
  /** Index of the alternative, if a reader would take another one unless the element is marked. */
  readonly mark: number | undefined
  /** The value itself, or a copy as plain JSON data if choosing needed one. */
  readonly data: object
  /** `data` is known to be plain JSON data at every depth. */
  readonly plain: boolean
}

/** A property whose text identifies the alternative of a union of objects. */
export interface Discriminator {
  readonly member: Member
  readonly alternatives: ReadonlyMap<string, number>
}

/**
 * Chooses the alternative of `union` for `data`, an object or array. A discriminator decides; without one, the alternative that fits with
 * the fewest undeclared properties is chosen, and the first of equals.
 *
 * @param plain `true` if `data` is known to be plain JSON data at every depth
 */
export function chooseAlternative(data: object, union: UnionShape, plain: boolean): Choice {
  const structures = structuresOf(union)
  const named = Array.isArray(data) ? undefined : byDiscriminator(data, union)
  if (named !== undefined) return { shape: named, mark: undefined, data, plain }
  const [only] = structures
  const candidates = structures.filter(({ shape }) => (shape.kind === 'array') === Array.isArray(data))
  if (only === undefined || candidates.length === 0) return { shape: ANY, mark: undefined, data, plain }
  if (structures.length === 1) return { shape: only.shape, mark: undefined, data, plain }
  const copy = plain ? data : jsonCopy(data)
  if (typeof copy !== 'object' || copy === null) return { shape: ANY, mark: undefined, data, plain }
  return { ...byFit(copy, candidates, structures, renames(union)), data: copy, plain: true }
}

/** Returns the alternatives that are objects or arrays, with their indexes. */
export const structuresOf = memoizedByObject((union: UnionShape): readonly Numbered[] =>
  union.alternatives
    .map((shape, number) => ({ shape, number }))
    .filter(({ shape }) => shape.kind === 'object' || shape.kind === 'array'),
)

/** Returns the shape of one element of a property: a union without its arrays, since each item of an array has an element of its own. */
export function unrepeated(shape: Shape): Shape {
  return shape.kind === 'union' && shape.alternatives.some(({ kind }) => kind === 'array') ? singleOf(shape) : shape
}

const singleOf = memoizedByObject((union: UnionShape): Shape => {
  const single = unionOf(union.alternatives.filter(({ kind }) => kind !== 'array'))
  return { ...single, nullable: union.nullable, xml: union.xml }
})

/**
 * Returns the property that identifies the objects of a union, or `undefined` if there is none. It is required in each object, has constants
 * that no other object has, and has the same XML name in all of them.
 */
export const discriminatorOf = memoizedByObject((union: UnionShape): Discriminator | undefined => {
  const objects = structuresOf(union).filter(({ shape }) => shape.kind === 'object')
  const [first] = objects
  if (first?.shape.kind !== 'object' || objects.length < 2) return undefined
  for (const member of layoutOf(first.shape).members) {
    if (member.text) continue
    const alternatives = new Map<string, number>()
    if (
      objects.every(
        ({ shape, number }) => shape.kind === 'object' && isIdentifiedBy(shape, member, number, alternatives),
      )
    )
      return { member, alternatives }
  }
  return undefined
})

interface Numbered {
  readonly shape: Shape
  readonly number: number
}

function byDiscriminator(data: object, union: UnionShape): Shape | undefined {
  const discriminator = discriminatorOf(union)
  if (discriminator === undefined) return undefined
  const { key } = discriminator.member
  const number = discriminator.alternatives.get(String(jsonValue(Reflect.get(data, key), key)))
  return number === undefined ? undefined : union.alternatives[number]
}

function byFit(
  data: object,
  candidates: readonly Numbered[],
  structures: readonly Numbered[],
  renamed: boolean,
): Pick<Choice, 'shape' | 'mark'> {
  const fits = candidates.map(({ shape }) => fewestExtras(data, shape))
  const best = Math.min(...fits)
  const chosen = candidates[fits.indexOf(best)]
  if (chosen === undefined) return { shape: ANY, mark: undefined }
  const ambiguous = structures.some(({ shape, number }) => {
    if (number === chosen.number) return false
    const rival = renamed ? 0 : fewestExtrasRead(data, shape)
    return number < chosen.number ? rival <= best : rival < best
  })
  return { shape: chosen.shape, mark: ambiguous ? chosen.number : undefined }
}

function isIdentifiedBy(object: ObjectShape, like: Member, number: number, alternatives: Map<string, number>): boolean {
  const member = layoutOf(object).byKey.get(like.key)
  if (member?.shape.kind !== 'enum' || member.shape.nullable || !member.required) return false
  const { local, namespace } = member.name
  if (
    member.text ||
    member.attribute !== like.attribute ||
    local !== like.name.local ||
    namespace !== like.name.namespace
  )
    return false
  return member.shape.values.every((value) => {
    const text = String(value)
    const free = !alternatives.has(text)
    alternatives.set(text, number)
    return free
  })
}

/** Reports whether any XML name within the shape differs from its key. Keys then do not predict how the document is read. */
const renames = memoizedByObject((shape: Shape): boolean => {
  const reached = new Set<Shape>([shape])
  let found = false
  for (const next of reached) {
    for (const part of partsOf(next)) reached.add(part)
    found ||= isRenamed(next)
  }
  return found
})

function isRenamed(shape: Shape): boolean {
  if (shape.kind === 'array') return shape.xml.wrapped === true || shape.items.shape.xml.name !== undefined
  return (
    shape.kind === 'object' &&
    layoutOf(shape).members.some(({ name, key, attribute, text }) => attribute || text || name.qualified !== key)
  )
}
