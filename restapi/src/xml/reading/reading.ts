import type { Shape } from '../../schema/shape.js'
import { readText } from '../../text/text-value.js'
import { fittingLexical } from '../document/lexical-value.js'

/** The value of an element under one shape. */
export interface Reading {
  readonly value: unknown
  /** Whether the value is one of the shape, as far as structure goes. */
  readonly fits: boolean
  /** Properties that the shape does not declare. */
  readonly extras: number
  /** Nested arrays and objects. */
  readonly depth: number
  /** The reason why the element cannot be read under the shape at all. */
  readonly failure?: SyntaxError
}

/** The reading of a value without structure. */
export function scalar(value: unknown, fits: boolean): Reading {
  return { value, fits, extras: 0, depth: 0 }
}

/**
 * The reading of text under a shape: the text itself when it fits no value of the shape.
 *
 * @throws SyntaxError for an integer that a number would not hold exactly
 */
export function textReading(text: string, shape: Shape): Reading {
  const value = fittingLexical(text, shape)
  return value === undefined ? scalar(readText(text, shape), false) : scalar(value, true)
}

/** The same reading, which does not fit. */
export function misfit(reading: Reading): Reading {
  return { ...reading, fits: false }
}

/** The reading that stands for a refusal. */
export function failed(failure: SyntaxError): Reading {
  return { value: undefined, fits: false, extras: Number.POSITIVE_INFINITY, depth: 0, failure }
}

/** The reading of an array or object that is made of `readings`. */
export function holding(value: unknown, readings: readonly Reading[]): Reading {
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
 * The best of some readings: one that fits with the fewest undeclared properties, the first of equals.
 *
 * @throws SyntaxError the failure of the best
 */
export function taken(readings: readonly Reading[]): Reading {
  const best = readings.reduce((before, reading) => (isBetter(reading, before) ? reading : before))
  if (best.failure !== undefined) throw best.failure
  return best
}

/** The refusal that was thrown. @throws whatever else was thrown */
export function asSyntaxError(failure: unknown): SyntaxError {
  if (failure instanceof SyntaxError) return failure
  throw failure
}

function isBetter(left: Reading, right: Reading): boolean {
  return left.fits === right.fits ? left.extras < right.extras : left.fits
}
