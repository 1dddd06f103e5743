import type { Shape } from '../../schema/shape.js'
import { readText } from '../../text/text-value.js'
import { fittingLexical } from '../document/lexical-value.js'

/** Value of an element under one shape, and how well it fits. */
export interface Reading {
  readonly value: unknown
  /** The structure of the value fits the shape. */
  readonly fits: boolean
  /** Number of properties that the shape does not declare. */
  readonly extras: number
  /** Levels of nested arrays and objects. */
  readonly depth: number
  /** Error, if the element cannot be read under the shape. */
  readonly failure?: SyntaxError
}

/** Returns the reading of a scalar. */
export function scalar(value: unknown, fits: boolean): Reading {
  return { value, fits, extras: 0, depth: 0 }
}

/**
 * Reads text under a shape. The value is the text itself if it fits no value of the shape.
 *
 * @throws SyntaxError for an integer that a JavaScript number cannot hold exactly
 */
export function textReading(text: string, shape: Shape): Reading {
  const value = fittingLexical(text, shape)
  return value === undefined ? scalar(readText(text, shape), false) : scalar(value, true)
}

/** Returns the reading as one that does not fit. */
export function misfit(reading: Reading): Reading {
  return { ...reading, fits: false }
}

/** Returns the reading of an element that cannot be read. */
export function failedReading(failure: SyntaxError): Reading {
  return { value: undefined, fits: false, extras: Number.POSITIVE_INFINITY, depth: 0, failure }
}

/** Returns the reading of an array or object whose parts are `readings`. */
export function structureReading(value: unknown, readings: readonly Reading[]): Reading {
  let fits = true
  let extras = 0
  let depth = 0
  for (const reading of readings) {
    fits &&= reading.fits
    extras += reading.extras
    depth = Math.max(depth, reading.depth)
  }
  return { value, fits, extras, depth: depth + 1 }
}

/**
 * Returns the best reading: one that fits, with the fewest undeclared properties, and the first of equals.
 *
 * @throws SyntaxError if the best reading is a failure
 */
export function bestReading(readings: readonly Reading[]): Reading {
  const best = readings.reduce((before, reading) => (isBetter(reading, before) ? reading : before))
  if (best.failure !== undefined) throw best.failure
  return best
}

/** Returns `failure` if it is a SyntaxError. @throws any other value that was thrown */
export function asSyntaxError(failure: unknown): SyntaxError {
  if (failure instanceof SyntaxError) return failure
  throw failure
}

function isBetter(left: Reading, right: Reading): boolean {
  return left.fits === right.fits ? left.extras < right.extras : left.fits
}
