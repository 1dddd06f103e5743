import type { ObjectShape, Shape } from '../schema/shape.js'
import { itemShape } from '../schema/shape-combination.js'
import { itemsOf } from './bracket-names.js'
import { isMembers } from './text-members.js'
import { fittingText, meetsConstraints } from './text-value.js'

/** The cost of a value of another kind, of a missing member and of one that is not allowed. */
const MISFIT = 1e6

/** The cost of a value of the right kind whose pattern, length or range is another. */
const UNACCEPTED = 1e3

/** What each object costs under each shape, so that unions within unions cost no more than their size. */
const known = new WeakMap<object, Map<Shape, number>>()

/**
 * Measures how badly text, texts and members of text fit a shape: 0 when all of them do, 1 for each member that an open object does
 * not declare. Of the alternatives of a union, the one with the least is read. Linear in the text for each shape of the schema.
 */
export function misfit(node: unknown, shape: Shape): number {
  if (shape.kind === 'any' || (shape.kind === 'string' && shape.asSent)) return 0
  if (typeof node === 'string') return misfitOfText(node, shape)
  if (typeof node !== 'object' || node === null) return 0
  const measures = known.get(node) ?? new Map<Shape, number>()
  known.set(node, measures)
  const before = measures.get(shape)
  if (before !== undefined) return before
  const measure = misfitOfStructure(node, shape)
  measures.set(shape, measure)
  return measure
}

function misfitOfText(text: string, shape: Shape): number {
  if (shape.kind === 'array') return fittingText(text, shape) === null ? 0 : misfit(text, itemShape(shape, 0))
  if (shape.kind === 'union') return Math.min(...shape.alternatives.map((alternative) => misfit(text, alternative)))
  if (meetsConstraints(text, shape)) return 0
  return fittingText(text, shape) === undefined ? MISFIT : UNACCEPTED
}

function misfitOfStructure(node: object, shape: Shape): number {
  if (shape.kind === 'union') return Math.min(...shape.alternatives.map((alternative) => misfit(node, alternative)))
  if (shape.kind === 'array') {
    const items: readonly unknown[] | undefined = isMembers(node)
      ? itemsOf(node)
      : Array.isArray(node)
        ? node
        : undefined
    if (items === undefined) return MISFIT
    return items.reduce<number>((sum, item, at) => sum + misfit(item, itemShape(shape, at)), 0)
  }
  return shape.kind === 'object' && isMembers(node) ? misfitOfMembers(node, shape) : MISFIT
}

function misfitOfMembers(members: Readonly<Record<string, unknown>>, shape: ObjectShape): number {
  let sum = 0
  for (const { key, required, shape: member } of shape.properties.values()) {
    if (Object.hasOwn(members, key)) sum += misfit(members[key], member)
    else if (required && member.kind !== 'array') sum += MISFIT
  }
  for (const name of Object.keys(members)) {
    if (shape.properties.has(name)) continue
    const other = shape.additional?.shape
    sum += other === undefined ? MISFIT : other.kind === 'any' ? 1 : misfit(members[name], other)
  }
  return sum
}
