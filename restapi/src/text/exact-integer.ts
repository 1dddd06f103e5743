import { cutText } from '../values/cut-text.js'

/**
 * Reports whether `literal`, a number in JSON's grammar (RFC 8259 §6), is an integer that reading it as a JavaScript number would
 * change: one that the number, written again, no longer shows. `9007199254740993` is one, as are `9007199254740993.0` and
 * `12345678901234567890`. `1e30` and `1152921504606847000` are none: JavaScript writes them so itself. A number with a fraction is none
 * either, since doubles (IEEE 754 binary64) are approximations of those. Linear in the length of the text.
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

/** The integer that `literal`, a number in JSON's grammar, stands for, exactly; undefined for one with a fraction or out of range. */
export function exactInteger(literal: string): bigint | undefined {
  if (!Number.isFinite(Number(literal))) return undefined // bounds the zeros that an exponent adds
  const decimal = decimalOf(literal)
  if (decimal === undefined || decimal.exponent < 0) return undefined
  const magnitude = BigInt(decimal.digits + '0'.repeat(decimal.exponent))
  return literal.startsWith('-') ? -magnitude : magnitude
}

/** An integer that would not arrive as it was sent. */
export class RoundedIntegerError extends SyntaxError {
  /** The integer as it was sent. */
  readonly literal: string
  /** Where it was, as a JSON Pointer (RFC 6901). */
  readonly pointer: string

  constructor(literal: string, pointer = '') {
    const shown = cutText(literal, longestShown)
    const place = pointer === '' ? '' : ` at ${cutText(pointer, longestPointer)}`
    super(`expected an integer that a number can hold${place}, got ${shown}, which would become ${Number(literal)}`)
    this.literal = literal
    this.pointer = pointer
  }

  /** The same error, seen from the object or array around it. */
  within(key: string | number): RoundedIntegerError {
    const step = String(key).replaceAll('~', '~0').replaceAll('/', '~1')
    return new RoundedIntegerError(this.literal, `/${step}${this.pointer}`)
  }
}

const longestShown = 40
const longestPointer = 200

/** So many decimal digits survive in every double. */
const safeDigits = 15

/** A magnitude: significant digits without zeros at either end, and the power of ten of the last one. */
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
