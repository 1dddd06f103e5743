import { types } from 'node:util'
import { isServerSentEvent } from '../outcomes/server-sent-event.js'
import { dateText } from '../values/date-text.js'
import { isStockDate } from '../values/value-kinds.js'
import type { Fit } from './fit.js'
import { misfit } from './misfit.js'
import { projectedEvent } from './projected-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** A schema of scalars, as far as a union needs it. */
export interface ScalarRules {
  /** The kind, for errors: `a string`. */
  readonly expected: string
  readonly scalar?: Projection['scalar'] | undefined
  readonly absence: Projection['absence']
  /** Reports whether `value` is of the kind; `data` is what JSON sees in its place. */
  readonly isOfKind: (value: unknown, data: unknown) => boolean
  /** Reports whether the schema has no fault to find. @default nothing to check */
  readonly isValid?: ((value: unknown) => boolean) | undefined
  /** The constants that the schema lists. */
  readonly constants?: ReadonlySet<unknown> | undefined
}

/**
 * Lets every scalar pass, whatever its type: a wrong one is for validation to find, and has no members that could leave. Objects and
 * lists do not pass.
 */
export class ScalarProjection implements Projection {
  readonly absence: Projection['absence']
  readonly scalar?: 'string' | 'number' | 'boolean'
  readonly constants: ReadonlySet<unknown> | undefined
  readonly #rules: ScalarRules

  constructor(rules: ScalarRules) {
    this.absence = rules.absence
    this.constants = rules.constants
    if (rules.scalar !== undefined) this.scalar = rules.scalar
    this.#rules = rules
  }

  project(value: unknown, key: string | number, run: ProjectionRun): unknown {
    if (typeof value !== 'object' || value === null) return withoutMembers(value, run)
    if (isStockDate(value)) return dateIn(value, run)
    if (isServerSentEvent(value)) return projectedEvent(value, this, key, run)
    const data = run.seen(value, key)
    if (hasMembers(data)) throw misfit(this.#rules.expected, value, key)
    return scalarIn(value, data, run)
  }

  fit(value: unknown, run: ProjectionRun): Fit {
    const data = typeof value === 'object' && value !== null ? run.seen(value, '') : value
    if (!this.#rules.isOfKind(value, data)) return 0
    return this.#rules.isValid?.(value) === false ? 1 : 2
  }
}

/** Reports whether `data`, which JSON sees in place of a value, is an object or a list. */
export function hasMembers(data: unknown): data is object {
  return typeof data === 'object' && data !== null
}

/**
 * Returns a value that is no object as it is. A function becomes `undefined`: JSON leaves functions out, but calls the `toJSON` of one that
 * has it, and sends all that this gives.
 */
export function withoutMembers(value: unknown, run: ProjectionRun): unknown {
  if (typeof value === 'bigint') run.isPlainData = false
  return typeof value === 'function' ? undefined : value
}

/**
 * Returns the scalar in the place of an object without members: the result of its `toJSON`. Dates and bytes stay themselves, since codecs
 * of the application may have better forms for them than text.
 *
 * @param data what JSON sees in place of `value`
 */
export function scalarIn(value: object, data: unknown, run: ProjectionRun): unknown {
  if (isStockDate(value)) return dateIn(value, run)
  run.isPlainData = false
  return types.isUint8Array(value) || types.isAnyArrayBuffer(value) ? value : data
}

/**
 * Returns a date, or the text that `JSON.stringify` writes for it. Engines leave the fast path of `JSON.stringify` for an object with `toJSON`, so
 * that a date in a list costs several times its text.
 */
function dateIn(date: Date, run: ProjectionRun): unknown {
  return run.writesDates ? dateText(date) : date
}
