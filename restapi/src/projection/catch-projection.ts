import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** The projection of a schema that puts a value of its own in the place of one that does not fit. */
export class CatchProjection implements Projection {
  readonly absence = 'filled'
  readonly inner: Projection
  readonly #caught: (value: unknown) => unknown

  /** @param caught the value that stands for one that does not fit */
  constructor(inner: Projection, caught: (value: unknown) => unknown) {
    this.inner = inner
    this.#caught = caught
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    const fits = value !== undefined && this.inner.fit(value, run) === 2
    return this.inner.project(fits ? value : this.#caught(value), key, run)
  }

  fit(): 2 {
    return 2
  }
}
