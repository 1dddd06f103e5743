import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { type Fit, lesserFit } from './fit.js'
import { ObjectProjection, type ObjectRules } from './object-projection.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** Returns the projection for values of both schemas. Of objects, it keeps the members that at least one describes. */
export function intersectionOf(left: Projection, right: Projection): Projection {
  if (left === right) return left
  if (!(left instanceof ObjectProjection && right instanceof ObjectProjection))
    return new IntersectionProjection(left, right)
  // members beside the named ones are those of the other side, too, and have to be merged with them
  if (left.rules.other !== undefined || right.rules.other !== undefined) return new IntersectionProjection(left, right)
  return new ObjectProjection(bothObjects(left.rules, right.rules))
}

function bothObjects(left: ObjectRules, right: ObjectRules): ObjectRules {
  const members = new Map(left.members)
  for (const [key, projection] of right.members) {
    const other = members.get(key)
    members.set(key, other === undefined ? projection : intersectionOf(other, projection))
  }
  return { ...left, members, isStrict: left.isStrict && right.isStrict }
}

/** The projection for values of both schemas, if one of them is not the schema of an object whose members are all named. */
export class IntersectionProjection implements Projection {
  readonly absence: Projection['absence']
  readonly left: Projection
  readonly right: Projection

  constructor(left: Projection, right: Projection) {
    this.left = left
    this.right = right
    const absences = [left.absence, right.absence]
    this.absence = absences.includes('refused') ? 'refused' : absences.includes('filled') ? 'filled' : 'allowed'
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    return merged(this.left.project(value, key, run), this.right.project(value, key, run))
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    return lesserFit(this.left.fit(value, run), this.right.fit(value, run))
  }
}

/** Merges two projections of one value: members of objects and items of lists in pairs. */
function merged(left: unknown, right: unknown): unknown {
  if (!isStructure(left) || !isStructure(right) || left === right) return left
  if (Array.isArray(left) && Array.isArray(right)) return left.map((item, index) => merged(item, right[index]))
  if (Array.isArray(left) || Array.isArray(right)) return left
  const entries = new Map(Object.entries(left))
  for (const [key, member] of Object.entries(right)) {
    entries.set(key, entries.has(key) ? merged(entries.get(key), member) : member)
  }
  return Object.fromEntries(entries)
}

/** Reports whether `value` is a list or a plain object: dates, bytes and the like are whole. */
function isStructure(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}
