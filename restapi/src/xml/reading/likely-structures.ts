import { layoutOf } from '../../schema/layout.js'
import type { ObjectShape, Shape, UnionShape } from '../../schema/shape.js'
import { structuresOf } from '../document/alternative.js'
import { isData, type XmlElement } from './element.js'

/**
 * The objects and arrays of a union that `element` may be, by the names of what it holds: nothing else of it is looked at, so that the cost of
 * a union is that of its likely alternatives. Where no object has all that it requires, it is the one that lacks the least, for validation to report.
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

/** How many names are missing or too many; zero for an object that the element may well be. */
function faultsOf(shape: ObjectShape, names: ReadonlySet<string>): number {
  const { members, localNames } = layoutOf(shape)
  let faults = 0
  for (const { key, required, shape: member, name, text, itemName } of members) {
    // an array without items is no element at all, and text has no name
    if (!required || text || (member.kind === 'array' && itemName === undefined)) continue
    if (!names.has(name.local) && !names.has(key)) faults++
  }
  if (shape.additional === undefined) for (const name of names) if (!localNames.has(name)) faults++
  return faults
}
