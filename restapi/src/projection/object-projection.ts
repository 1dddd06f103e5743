import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { opaqueObjectError } from '../values/opaque-object.js'
import { isPlainContainer } from '../values/value-kinds.js'
import { type Fit, lesserFit } from './fit.js'
import { misfit } from './misfit.js'
import { type Member, memberOf, ownMember } from './object-members.js'
import { type ObjectWriter, objectWriter } from './object-writer.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'
import { hasMembers, scalarIn, withoutMembers } from './scalar-projection.js'

/** The members of an object that a schema describes. */
export interface ObjectRules {
  readonly members: ReadonlyMap<string, Projection>
  /** The projection of another member; undefined for one that is dropped. @default all are dropped */
  readonly other?: ((key: string) => Projection | undefined) | undefined
  /** The name under which another member is sent. @default its own */
  readonly nameOf?: ((key: string) => string) | undefined
  /** Reports whether the schema refuses members that it does not describe. */
  readonly isStrict: boolean
  /** Keeps members that the schema does not describe, for a validation that has to see them. @default false */
  readonly keepsAll?: boolean
}

/** Objects: the described members in the schema's order, then the others where the schema keeps them. */
export class ObjectProjection implements Projection {
  readonly absence = 'refused'
  readonly rules: ObjectRules
  readonly #write: ObjectWriter

  constructor(rules: ObjectRules) {
    this.rules = rules
    const isClosed = rules.other === undefined && rules.keepsAll !== true
    this.#write = isClosed ? objectWriter(rules.members) : (source, run) => this.#writeAll(source, run)
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (typeof value !== 'object' || value === null) return withoutMembers(value, run)
    // most values are plain objects, for which one look at the prototype and `toJSON` is enough
    if (!isPlainContainer(value)) return this.#projectInstance(value, key, run)
    if (Array.isArray(value)) throw misfit('an object', value, key)
    return this.#write(value, run)
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    const source = typeof value === 'object' && value !== null ? run.seen(value, '') : value
    if (!hasMembers(source) || Array.isArray(source)) return 0
    return run.fitOf(source, this, () => this.#fit(source, run))
  }

  #fit(source: object, run: ProjectionRun): Fit {
    let fit: Fit = 2
    for (const [key, projection] of this.rules.members) {
      const member = memberOf(source, key, run)
      if (member !== undefined) fit = lesserFit(fit, projection.fit(member, run))
      else if (projection.absence === 'refused') fit = 0
      if (fit === 0) return 0
    }
    return this.#fitOfOthers(source, fit, run)
  }

  #fitOfOthers(source: object, fitSoFar: Fit, run: ProjectionRun): Fit {
    const { members, other, isStrict } = this.rules
    if (other === undefined && !isStrict) return fitSoFar
    let fit = fitSoFar
    for (const key of Object.keys(source)) {
      if (members.has(key)) continue
      const projection = other?.(key)
      if (projection !== undefined) fit = lesserFit(fit, projection.fit(Reflect.get(source, key), run))
      else if (isStrict) fit = lesserFit(fit, 1)
      if (fit === 0) return 0
    }
    return fit
  }

  #projectInstance(value: object, key: string | number, run: ProjectionRun): unknown {
    if (isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    const source = run.seen(value, key)
    if (!hasMembers(source)) return scalarIn(value, source, run)
    if (Array.isArray(source)) throw misfit('an object', value, key)
    if (!isPlainContainer(source)) this.#refuseLost(source, key)
    return this.#write(source, run)
  }

  /** @throws TypeError for an instance of a class that shows no member to JSON, nor any that the schema describes */
  #refuseLost(source: object, key: string | number): void {
    for (const name of this.rules.members.keys()) if (ownMember(source, name) !== undefined) return
    const lost = opaqueObjectError(source, String(key))
    if (lost !== undefined) throw lost
  }

  /** Makes an object that has members of its own besides those that are described by name, in the order in which the value has them. */
  #writeAll(source: object, run: ProjectionRun): Member {
    const { members, other, nameOf, keepsAll = false } = this.rules
    const result: Member = {}
    for (const key of Object.keys(source)) {
      const described = members.get(key)
      const projection = described ?? other?.(key)
      if (projection === undefined && !keepsAll) continue
      const name = described === undefined && nameOf !== undefined ? nameOf(key) : key
      // `__proto__` would change the object that it is assigned to, and readers refuse it
      if (name === '__proto__') continue
      const member: unknown = Reflect.get(source, key)
      result[name] = projection === undefined ? member : projection.project(member, key, run)
    }
    for (const [key, projection] of members) {
      if (Object.hasOwn(result, key)) continue
      const member = memberOf(source, key, run)
      if (member !== undefined || projection.absence === 'filled') result[key] = projection.project(member, key, run)
    }
    return result
  }
}
