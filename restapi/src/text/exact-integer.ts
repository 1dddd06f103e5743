import { cutText } from '../values/cut-text.js'

/**
 * Reports whether `literal`, a number in JSON's grammar (RFC 8259 §6), is an integer that a JavaScript number would change: the number as
 * text is another integer. `9007199254740993`, `9007199254740993.0` and `12345678901234567890` are changed. `1e30` and
 * `1152921504606847000` are not, since JavaScript writes the same text. A number with a fraction is never reported, since a double (IEEE
 * 754 binary64) only approximates it. Takes time linear in the length of the text.
 */
export function isRoundedInteger(literal: string): boolean {
  if (literal.length <= safeDigits) return false
  const sent = decimalOf(literal)
  if (sent === undefined || sent.exponent < 0) return false
  const number = Number(literal)
  if (!Number.isFinite(number)) return false
  const read = decimalOf(String(number))
  return read?.digits !== sent.digits || read.exponent !== sent.exponent
}

/** Returns the exact integer of `literal`, a number in JSON's grammar; `undefined` for a number with a fraction, and beyond the range of doubles. */
export function exactInteger(literal: string): bigint | undefined {
  if (!Number.isFinite(Number(literal))) return undefined // bounds the zeros that an exponent adds
  const decimal = decimalOf(literal)
  if (decimal === undefined || decimal.exponent < 0) return undefined
  const magnitude = BigInt(decimal.digits + '0'.repeat(decimal.exponent))
  return literal.startsWith('-') ? -magnitude : magnitude
}

/** The error for an integer that a number would change. */
export class RoundedIntegerError extends SyntaxError {
  /** The text of the integer. */
  readonly literal: string
  /** The position of the integer, as a JSON Pointer (RFC 6901). */
  readonly pointer: string

  constructor(literal: string, pointer = '') {
    const shown = cutText(literal, longestShown)
    const place = pointer === '' ? '' : ` at ${cutText(pointer, longestPointer)}`
    super(`expected an integer that a number can hold${place}, got ${shown}, which would become ${Number(literal)}`)
    this.literal = literal
    this.pointer = pointer
  }

  /** Returns the same error with the position relative to the surrounding object or array. */
  within(key: string | number): RoundedIntegerError {
    const step = String(key).replaceAll('~', '~0').replaceAll('/', '~1')
    return new RoundedIntegerError(this.literal, `/${step}${this.pointer}`)
  }
}

const longestShown = 40
const longestPointer = 200

/** The number of decimal digits that every double keeps. */
const safeDigits = 15

/** A magnitude: its significant digits without zeros at either end, and the power of ten of the last digit. */
interface Decimal {
  readonly digits: string
  readonly exponent: number
}

const NUMBER = /^-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/

function decimalOf(literal: string): Decimal | undefined {
  const match = NUMBER.exec(literal)
  if (match === null) return undefined
  const [, whole = '', fraction = '', power = '0'] = match
  const all = whole + fraction
  let start = 0
  let end = all.length
  while (start < end && all.charCodeAt(start) === ZERO) start++
  while (end > start && all.charCodeAt(end - 1) === ZERO) end--
  if (start === end) return { digits: '0', exponent: 0 }
  return { digits: all.slice(start, end), exponent: Number(power) - fraction.length + all.length - end }
}

const ZERO = 0x30
