import type { Fit } from './fit.js'
import type { ProjectionRun } from './projection-run.js'

/** The part of a value that a schema describes, compiled from the schema when the endpoint is wired. */
export interface Projection {
  /**
   * Returns the value that is written: new objects and lists with only the members that the schema describes, codecs encoded. Each member
   * of `value` is read once, so that the checked member is the one that is sent.
   *
   * @param key the property or index of the value, for errors; empty for the whole
   * @throws HttpError 500 `invalid-response` for a structure where the schema describes none, and where no alternative of a union fits
   */
  project(value: unknown, key: string | number, run: ProjectionRun): unknown
  /** Measures `value` as an alternative of a union. */
  fit(value: unknown, run: ProjectionRun): Fit
  /** The treatment of an absent member: it is allowed, refused, or filled with a default. */
  readonly absence: 'allowed' | 'refused' | 'filled'
  /** The type of scalars that are written as they are, where the schema describes such. */
  readonly scalar?: 'string' | 'number' | 'boolean'
}
