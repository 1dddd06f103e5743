import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { ArrayProjection } from './array-projection.js'
import type { Fit } from './fit.js'
import { misfit } from './misfit.js'
import { memberOf } from './object-members.js'
import { ObjectProjection } from './object-projection.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'
import { RecursiveProjection } from './recursive-projection.js'
import { ScalarProjection } from './scalar-projection.js'

/** A member whose constants tell the objects of a union apart. */
interface Discriminator {
  readonly key: string
  readonly alternatives: ReadonlyMap<unknown, Projection>
}

/**
 * The projection of a union: that of the first alternative that the value fits fully, else of the first whose structure it fits (see
 * `Fit`). If a member has another constant in each alternative, it decides alone.
 *
 * The choice and the projection both read the value, so its getters run twice. No other member can leave by that: whichever alternative
 * was chosen, only the members that it describes are sent.
 */
export class UnionProjection implements Projection {
  readonly absence: Projection['absence']
  readonly alternatives: readonly Projection[]
  #discriminator: Discriminator | false | undefined

  constructor(alternatives: readonly Projection[], absence: Projection['absence']) {
    this.absence = absence
    this.alternatives = alternatives
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (value === undefined && this.absence === 'allowed') return undefined
    if (isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    const chosen = this.#named(value, key, run) ?? this.#fitting(value, run)
    if (chosen === undefined) throw misfit('one of the alternatives of its union', value, key)
    return chosen.project(value, key, run)
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    let best: Fit = 0
    for (const alternative of this.alternatives) {
      const fit = alternative.fit(value, run)
      if (fit === 2) return 2
      if (fit > best) best = fit
    }
    return best
  }

  #fitting(value: unknown, run: ProjectionRun): Projection | undefined {
    let fitting: Projection | undefined
    for (const alternative of this.alternatives) {
      const fit = alternative.fit(value, run)
      if (fit === 2) return alternative
      if (fit === 1) fitting ??= alternative
    }
    return fitting
  }

  #named(value: unknown, key: string | number, run: ProjectionRun): Projection | undefined {
    if (typeof value !== 'object' || value === null) return undefined
    this.#discriminator ??= discriminatorOf(this.alternatives) ?? false
    if (this.#discriminator === false) return undefined
    const source = run.seen(value, key)
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return undefined
    return this.#discriminator.alternatives.get(memberOf(source, this.#discriminator.key, run))
  }
}

/** Finds the member that decides. Call it at the first use of the union: recursive alternatives are not complete before. */
function discriminatorOf(alternatives: readonly Projection[]): Discriminator | undefined {
  const objects: [ObjectProjection, Projection][] = []
  for (const alternative of alternatives) {
    const target = alternative instanceof RecursiveProjection ? alternative.target : alternative
    if (target instanceof ObjectProjection) objects.push([target, alternative])
    // any other kind of alternative may take objects, too
    else if (!(target instanceof ScalarProjection || target instanceof ArrayProjection)) return undefined
  }
  for (const key of objects[0]?.[0].rules.members.keys() ?? []) {
    const named = new Map<unknown, Projection>()
    if (objects.every(([object, alternative]) => tells(object, key, alternative, named)))
      return { key, alternatives: named }
  }
  return undefined
}

function tells(
  object: ObjectProjection,
  key: string,
  alternative: Projection,
  named: Map<unknown, Projection>,
): boolean {
  const member = object.rules.members.get(key)
  if (!(member instanceof ScalarProjection) || member.constants === undefined) return false
  return [...member.constants].every((constant) => {
    const isFree = constant !== undefined && !named.has(constant)
    named.set(constant, alternative)
    return isFree
  })
}
