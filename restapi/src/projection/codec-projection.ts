import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { isThenable } from '../values/value-kinds.js'
import type { Fit } from './fit.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** The two sides of a codec and the way from the one to the other. */
export interface CodecRules {
  /** The side that the endpoint returns. */
  readonly decoded: Projection
  /** The side that is sent. */
  readonly encoded: Projection
  readonly encode: (value: unknown, payload: EncodePayload) => unknown
  readonly absence: Projection['absence']
}

/** The argument by which zod lets a codec report what is wrong. */
export interface EncodePayload {
  readonly value: unknown
  readonly issues: unknown[]
  addIssue(issue: unknown): void
}

/** Encodes a value that the endpoint returns decoded: a `Date`, an amount of money. */
export class CodecProjection implements Projection {
  readonly absence: Projection['absence']
  readonly #rules: CodecRules

  constructor(rules: CodecRules) {
    this.#rules = rules
    this.absence = rules.absence
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (value === undefined && this.absence === 'allowed') return undefined
    if (isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    const { decoded, encoded } = this.#rules
    const { isPlainData } = run
    const source = run.keepDates(() => decoded.project(value, key, run)) // the codec takes dates
    run.isPlainData = isPlainData // the decoded side is not sent
    return encoded.project(this.#encoded(source, key), key, run)
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    return this.#rules.decoded.fit(value, run)
  }

  /** @throws Error whose cause is the error of the codec. So no error of a codec chooses the status of the answer. */
  #encoded(value: unknown, key: string | number): unknown {
    const issues: unknown[] = []
    const where = key === '' ? '' : ` of the property ${JSON.stringify(String(key))}`
    let encoded: unknown
    try {
      encoded = this.#rules.encode(value, { value, issues, addIssue: (issue) => issues.push(issue) })
    } catch (cause) {
      throw new Error(`the codec${where} cannot encode its value`, { cause })
    }
    if (issues.length > 0) throw new Error(`the codec${where} cannot encode its value`, { cause: issues })
    if (isThenable(encoded)) {
      encoded.then(undefined, () => undefined)
      throw new TypeError(`the codec${where} encodes in a promise; encode at once, or before the endpoint returns`)
    }
    return encoded
  }
}
