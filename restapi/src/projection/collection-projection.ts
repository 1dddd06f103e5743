import { types } from 'node:util'
import { ArrayProjection } from './array-projection.js'
import { type Fit, lesserFit } from './fit.js'
import { ObjectProjection } from './object-projection.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** The projection of a `Map`, whose result is a `Map`, too. An object in the place of one is projected as an object. */
export class MapProjection implements Projection {
  readonly absence = 'refused'
  readonly #key: Projection
  readonly #value: Projection
  readonly #object: ObjectProjection

  constructor(key: Projection, value: Projection) {
    this.#key = key
    this.#value = value
    this.#object = new ObjectProjection({ members: new Map(), other: () => value, isStrict: false })
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (!types.isMap(value)) return this.#object.project(value, key, run)
    run.isPlainData = false
    // The text of a key is not that of a value, and two equal dates are two keys.
    return run.keepDates(() => {
      const result = new Map<unknown, unknown>()
      for (const [name, member] of value) {
        result.set(this.#key.project(name, key, run), this.#value.project(member, String(name), run))
      }
      return result
    })
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    if (!types.isMap(value)) return this.#object.fit(value, run)
    return run.fitOf(value, this, () => {
      let fit: Fit = 2
      for (const [name, member] of value)
        fit = lesserFit(fit, lesserFit(this.#key.fit(name, run), this.#value.fit(member, run)))
      return fit
    })
  }
}

/** The projection of a `Set`, whose result is a `Set`, too. A list in the place of one is projected as a list. */
export class SetProjection implements Projection {
  readonly absence = 'refused'
  readonly #array: ArrayProjection
  readonly item: Projection

  constructor(item: Projection) {
    this.item = item
    this.#array = new ArrayProjection({ first: [], others: item })
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (!types.isSet(value)) return this.#array.project(value, key, run)
    run.isPlainData = false
    // Two equal dates are two items, and their texts would be one.
    return run.keepDates(() => new Set([...value].map((item, index) => this.item.project(item, index, run))))
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    return this.#array.fit(value, run)
  }
}
