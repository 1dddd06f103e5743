import type { Fit } from './fit.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** Lets everything pass as it is, for a schema that says nothing of its values. */
export class AnyProjection implements Projection {
  readonly absence = 'allowed'
  readonly #isValid: (value: unknown) => boolean

  /** @param isValid the only thing that the schema knows of its values */
  constructor(isValid: (value: unknown) => boolean = () => true) {
    this.#isValid = isValid
  }

  project(value: unknown, _key: string | number, run: ProjectionRun): unknown {
    if (typeof value === 'bigint' || (typeof value === 'object' && value !== null)) run.isPlainData = false
    return value
  }

  fit(value: unknown): Fit {
    return this.#isValid(value) ? 2 : 0
  }
}

export const ANYTHING = new AnyProjection()
