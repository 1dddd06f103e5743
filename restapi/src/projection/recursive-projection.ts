import type { Fit } from './fit.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** Stands for the projection of a schema that is still being compiled, because the schema holds itself. */
export class RecursiveProjection implements Projection {
  readonly absence: Projection['absence']
  readonly #find: () => Projection
  #found: Projection | undefined

  constructor(find: () => Projection, absence: Projection['absence']) {
    this.#find = find
    this.absence = absence
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (typeof value !== 'object' || value === null) return this.target.project(value, key, run)
    run.enter(value, key)
    const projected = this.target.project(value, key, run)
    run.leave()
    return projected
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    return this.target.fit(value, run)
  }

  /** The projection that it stands for; asked for when the whole schema is compiled. */
  get target(): Projection {
    this.#found ??= this.#find()
    return this.#found
  }
}
