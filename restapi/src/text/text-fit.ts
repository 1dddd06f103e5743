import type { ObjectShape, Shape } from '../schema/shape.js'
import { itemShape } from '../schema/shape-combination.js'
import { itemsOf } from './bracket-names.js'
import { fittingText, meetsConstraints } from './text-value.js'
import { isRecord } from './url-encoded-fields.js'

/** The cost of a value of another kind, of a missing member, and of a member that is not allowed. */
const MISFIT = 1e6

/** The cost of a value of the right kind that violates its pattern, length or range. */
const UNACCEPTED = 1e3

/** The cost of each object under each shape. Without it, nested unions would take exponential time. */
const known = new WeakMap<object, Map<Shape, number>>()

/**
 * Measures how badly text, a list or an object of text fits a shape: 0 for a complete fit, 1 for each undeclared member of an open object, more
 * for errors. The reader takes the alternative of a union with the lowest cost. Takes time linear in the text for each shape of the schema.
 */
export function misfit(node: unknown, shape: Shape): number {
  if (shape.kind === 'any' || (shape.kind === 'string' && shape.asSent)) return 0
  if (typeof node === 'string') return misfitOfText(node, shape)
  if (typeof node !== 'object' || node === null) return 0
  if (node instanceof Blob) return misfitOfFile(node, shape)
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

function misfitOfFile(file: Blob, shape: Shape): number {
  if (shape.kind === 'union') return Math.min(...shape.alternatives.map((alternative) => misfit(file, alternative)))
  if (shape.kind === 'array') return misfit(file, itemShape(shape, 0))
  return shape.kind === 'string' && shape.format === 'binary' ? 0 : MISFIT
}

function misfitOfStructure(node: object, shape: Shape): number {
  if (shape.kind === 'union') return Math.min(...shape.alternatives.map((alternative) => misfit(node, alternative)))
  if (shape.kind === 'array') {
    const items: readonly unknown[] | undefined = isRecord(node)
      ? itemsOf(node)
      : Array.isArray(node)
        ? node
        : undefined
    if (items === undefined) return MISFIT
    return items.reduce<number>((sum, item, at) => sum + misfit(item, itemShape(shape, at)), 0)
  }
  return shape.kind === 'object' && isRecord(node) ? misfitOfMembers(node, shape) : MISFIT
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
