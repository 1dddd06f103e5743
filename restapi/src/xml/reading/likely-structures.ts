import { layoutOf } from '../../schema/layout.js'
import type { ObjectShape, Shape, UnionShape } from '../../schema/shape.js'
import { structuresOf } from '../document/alternative.js'
import { isData, type XmlElement } from './element.js'

/**
 * Finds the objects and arrays of a union that an element may be, by the names of its children and attributes. Nothing deeper is read, so the
 * cost of a union is that of its likely alternatives. If no object matches, the one with the fewest faults is returned; validation reports it.
 *
 * One instance serves one document. Most of its elements hold the same names, so each set of names is compared with a union once.
 */
export class LikelyStructures {
  readonly #known = new Map<UnionShape, Map<string, readonly Shape[]>>()

  /** Returns the structures of `union` that `element` may be, in the order of the union. */
  of(element: XmlElement, union: UnionShape): readonly Shape[] {
    const structures = structuresOf(union)
    if (structures.length < 2) return structures.map(({ shape }) => shape)
    const byNames = this.#known.get(union) ?? new Map<string, readonly Shape[]>()
    this.#known.set(union, byNames)
    const names = namesIn(element)
    const key = [...names].join(' ') // no name has a space
    const likely = byNames.get(key) ?? nearest(structures, names)
    byNames.set(key, likely)
    return likely
  }
}

function nearest(structures: readonly { readonly shape: Shape }[], names: ReadonlySet<string>): readonly Shape[] {
  let fewest = Number.POSITIVE_INFINITY
  let found: Shape[] = []
  for (const { shape } of structures) {
    const faults = shape.kind === 'object' ? faultsOf(shape, names) : 0
    if (faults === 0 && fewest === 0) found.push(shape)
    else if (faults < fewest) found = [shape]
    fewest = Math.min(fewest, faults)
  }
  return found
}

function namesIn(element: XmlElement): ReadonlySet<string> {
  const names = new Set<string>(element.arrays)
  for (const { local } of element.children) names.add(local)
  for (const attribute of element.attributes) if (isData(attribute)) names.add(attribute.local)
  return names
}

/** Counts the required names that are missing and the names that the shape does not allow. */
function faultsOf(shape: ObjectShape, names: ReadonlySet<string>): number {
  const { members, localNames } = layoutOf(shape)
  let faults = 0
  for (const { key, required, shape: member, name, text, itemName } of members) {
    // an empty array is written as no element, and text has no name
    if (!required || text || (member.kind === 'array' && itemName === undefined)) continue
    if (!names.has(name.local) && !names.has(key)) faults++
  }
  if (shape.additional === undefined) for (const name of names) if (!localNames.has(name)) faults++
  return faults
}
