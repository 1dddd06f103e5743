import type { Fit } from './fit.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** The values that a schema allows besides those of its inner schema. */
export interface Allowance {
  readonly null?: boolean
  /** The treatment of an absent value. @default that of the inner schema */
  readonly absence?: Projection['absence']
  /** The value that stands for an absent one. */
  readonly filling?: () => unknown
}

/** The projection for values that may also be null or absent, or have a default. */
export class OptionalProjection implements Projection {
  readonly absence: Projection['absence']
  readonly scalar?: 'string' | 'number' | 'boolean'
  readonly inner: Projection
  readonly #allows: Allowance

  constructor(inner: Projection, allows: Allowance) {
    this.inner = inner
    this.#allows = allows
    this.absence = allows.absence ?? inner.absence
    if (inner.scalar !== undefined) this.scalar = inner.scalar
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (value === null && this.#allows.null === true) return null
    if (value !== undefined) return this.inner.project(value, key, run)
    if (this.absence === 'allowed') return undefined
    const filling = this.#allows.filling === undefined ? undefined : this.#allows.filling()
    return this.inner.project(filling, key, run)
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    if (value === null && this.#allows.null === true) return 2
    if (value === undefined && this.absence !== 'refused') return 2
    return this.inner.fit(value, run)
  }
}
