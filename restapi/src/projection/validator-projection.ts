import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { isThenable } from '../values/value-kinds.js'
import type { Fit } from './fit.js'
import { invalidResponse } from './misfit.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'
import { refusedValue } from './refused-value.js'

/** Sends what the validator of a schema lets through, for validators that have no JSON Schema of it: nothing else tells what it describes. */
export class ValidatorProjection implements Projection {
  readonly absence = 'refused'
  /** The projection of an item, which the validator sees as the only one of a list. */
  readonly item: Projection = {
    absence: 'refused',
    fit: () => 2,
    project: (value, key, run) => {
      if (isServerSentEvent(value)) return projectedEvent(value, this.item, key, run)
      const items = this.project([value], key, run)
      if (Array.isArray(items) && items.length === 1) return items[0]
      throw invalidResponse('the contract declares no list that could be sent item by item')
    },
  }
  readonly #schema: StandardSchema

  constructor(schema: StandardSchema) {
    this.#schema = schema
  }

  project(value: unknown, _key: string | number, run: ProjectionRun): unknown {
    run.isPlainData = false
    const result = this.#schema['~standard'].validate(value)
    if (isThenable(result)) {
      result.then(undefined, () => undefined)
      throw invalidResponse('the schema validates in a promise; without a JSON Schema it has to validate at once')
    }
    if (result.issues !== undefined) throw refusedValue(result.issues)
    return result.value
  }

  fit(): Fit {
    return 2
  }
}
