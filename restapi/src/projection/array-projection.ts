import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { isPlainContainer } from '../values/value-kinds.js'
import { type Fit, lesserFit } from './fit.js'
import { misfit } from './misfit.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'
import { hasMembers, scalarIn, withoutMembers } from './scalar-projection.js'

/** The items of a list that a schema describes. */
export interface ArrayRules {
  /** The projections of the first items, one by one. */
  readonly first: readonly Projection[]
  /** The projection of all further items. @default none: they are dropped */
  readonly others: Projection | undefined
  /** Keeps items that the schema does not describe, for a validation that has to see them. @default false */
  readonly keepsAll?: boolean
}

/** Lists: the described items. */
export class ArrayProjection implements Projection {
  readonly absence = 'refused'
  readonly #rules: ArrayRules

  constructor(rules: ArrayRules) {
    this.#rules = rules
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (typeof value !== 'object' || value === null) return withoutMembers(value, run)
    if (!Array.isArray(value) && isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    const source = isPlainContainer(value) ? value : run.seen(value, key)
    if (!hasMembers(source)) return scalarIn(value, source, run)
    if (!Array.isArray(source)) throw misfit('a list', value, key)
    const { first, others, keepsAll } = this.#rules
    if (first.length === 0 && others !== undefined) return items(source, others, run)
    const result: unknown[] = []
    for (let index = 0; index < source.length; index++) {
      const item = this.item(index)
      if (item === undefined) return keepsAll === true ? [...result, ...source.slice(index)] : result
      result.push(item.project(source[index], index, run))
    }
    while (first[result.length]?.absence === 'filled')
      result.push(first[result.length]?.project(undefined, result.length, run))
    return result
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    const source = typeof value === 'object' && value !== null ? run.seen(value, '') : value
    if (!Array.isArray(source)) return 0
    return run.fitOf(source, this, () => this.#fit(source, run))
  }

  /** The projection of the item at `index`; undefined where the schema describes none. */
  item(index: number): Projection | undefined {
    return this.#rules.first[index] ?? this.#rules.others
  }

  #fit(source: readonly unknown[], run: ProjectionRun): Fit {
    const { first } = this.#rules
    let fit: Fit = 2
    for (let index = source.length; index < first.length; index++) if (first[index]?.absence === 'refused') return 0
    for (let index = 0; index < source.length && fit > 0; index++) {
      const item = this.item(index)
      if (item === undefined) return lesserFit(fit, 1)
      fit = lesserFit(fit, fitOfItem(source[index], item, run))
    }
    return fit
  }
}

function fitOfItem(value: unknown, item: Projection, run: ProjectionRun): Fit {
  return value === undefined ? (item.absence === 'refused' ? 0 : 2) : item.fit(value, run)
}

function items(source: readonly unknown[], item: Projection, run: ProjectionRun): unknown[] {
  const { scalar } = item
  const result: unknown[] = []
  for (let index = 0; index < source.length; index++) {
    const value = source[index]
    // scalars, by far the most frequent items beside objects, are not worth a call
    result.push(typeof value === scalar ? value : item.project(value, index, run))
  }
  return result
}
