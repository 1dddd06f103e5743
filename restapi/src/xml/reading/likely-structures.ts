import { layoutOf } from '../../schema/layout.js'
import type { ObjectShape, Shape, UnionShape } from '../../schema/shape.js'
import { structuresOf } from '../document/alternative.js'
import { isData, type XmlElement } from './element.js'

/**
 * Returns the objects and arrays of a union that `element` may be, by the names of its children and attributes. Nothing deeper is read, so the
 * cost of a union is that of its likely alternatives. If no object matches, the one with the fewest faults is returned; validation reports it.
 */
export function likelyStructures(element: XmlElement, union: UnionShape): readonly Shape[] {
  const structures = structuresOf(union)
  if (structures.length < 2) return structures.map(({ shape }) => shape)
  const names = namesIn(element)
  let fewest = Number.POSITIVE_INFINITY
  let nearest: Shape[] = []
  for (const { shape } of structures) {
    const faults = shape.kind === 'object' ? faultsOf(shape, names) : 0
    if (faults === 0 && fewest === 0) nearest.push(shape)
    else if (faults < fewest) nearest = [shape]
    fewest = Math.min(fewest, faults)
  }
  return nearest
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
