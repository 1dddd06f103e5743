import { randomUUID } from 'node:crypto'
import { objectsFitting, shapesOfItem, shapesOfMember, singleShapes } from '../schema/possible-shapes.js'
import type { Shape } from '../schema/shape.js'
import { ANY, partsOf } from '../schema/shape-combination.js'
import { exactInteger, isRoundedInteger, RoundedIntegerError } from '../text/exact-integer.js'
import { isBigint, readText } from '../text/text-value.js'
import { isRecord } from '../text/url-encoded-fields.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { checkStructure } from './check-structure.js'

/**
 * Parses JSON text without losing a digit of an integer. If the shape has a big integer at a place, an integer of any length there, or
 * its decimal text, becomes a bigint. At other places an integer that a number cannot hold exactly is refused. `JSON.parse` does the
 * work; only text with a long run of digits is scanned a second time.
 *
 * @param maxDepth the greatest depth of nested arrays and objects
 * @throws SyntaxError for malformed text, and for a value that {@link checkStructure} refuses
 * @throws RoundedIntegerError for an integer that a number cannot hold exactly
 */
export function parseExactJson(text: string, shape: Shape = ANY, maxDepth: number): unknown {
  const marked = mayLose(text, shape) ? markedLongIntegers(text) : text
  const value = parsed(marked, text)
  checkStructure(value, maxDepth)
  return marked === text ? withBigints(value, shape) : exact(value, singleShapes([shape]))
}

/**
 * Converts integers and decimal texts in `value` to bigints, at the places where the shape has a big integer.
 *
 * @throws RoundedIntegerError for an integer beyond the safe ones, which an earlier parser may have rounded
 */
export function withBigints(value: unknown, shape: Shape = ANY): unknown {
  return hasBigint(shape) ? exact(value, singleShapes([shape])) : value
}

/** The prefix that marks a long integer. It is random, so that no text of a client can begin with it. */
const MARK = randomUUID()

/** A run of digits that a number may round. A double holds every decimal of 15 digits. An exponent adds digits to a big integer. */
const LONG = /[0-9.]{16}/
const LONG_OR_POWER = /[0-9.]{16}|[0-9][eE]/

function mayLose(text: string, shape: Shape): boolean {
  return (hasBigint(shape) ? LONG_OR_POWER : LONG).test(text)
}

const hasBigint = memoizedByObject((shape: Shape): boolean => {
  const found = new Set<Shape>([shape])
  // The loop also visits the parts that are added during it.
  for (const next of found) {
    if (isBigint(next)) return true
    for (const part of partsOf(next)) found.add(part)
  }
  return false
})

/** Returns the text with a marked string in place of each integer that a number cannot hold exactly. */
function markedLongIntegers(text: string): string {
  let result = ''
  let copied = 0
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (isDigit(code) || code === MINUS) {
      const end = endOfNumber(text, at)
      const literal = text.slice(at, end)
      if (isLong(literal)) {
        result += `${text.slice(copied, at)}"${MARK}${literal}"`
        copied = end
      }
      at = end
    } else at++
  }
  return copied === 0 ? text : result + text.slice(copied)
}

function isLong(literal: string): boolean {
  const number = Number(literal)
  return !Number.isSafeInteger(number) && Number.isFinite(number) && GRAMMAR.test(literal) && isWhole(literal)
}

function isWhole(literal: string): boolean {
  return isRoundedInteger(literal) || exactInteger(literal) !== undefined
}

/** The grammar of a number. @see RFC 8259 §6 */
const GRAMMAR = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/

/** Returns the index after a string. It reads each backslash once, so the time is linear. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; ) {
    const end = text.indexOf('"', at)
    if (end === -1) return text.length
    let escapes = end
    while (escapes > at && text.charCodeAt(escapes - 1) === BACKSLASH) escapes--
    if ((end - escapes) % 2 === 0) return end + 1
    at = end + 1
  }
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isOfNumber(text.charCodeAt(end))) end++
  return end
}

function isOfNumber(code: number): boolean {
  return isDigit(code) || code === MINUS || code === PLUS || code === DOT || (code | 0x20) === SMALL_E
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

const [QUOTE, BACKSLASH, MINUS, PLUS, DOT, SMALL_E] = [0x22, 0x5c, 0x2d, 0x2b, 0x2e, 0x65]

/** Parses marked text. An error refers to the original text. */
function parsed(marked: string, text: string): unknown {
  try {
    return JSON.parse(marked)
  } catch (error) {
    if (marked !== text) JSON.parse(text)
    throw error
  }
}

/** Converts a value. @param shapes the possible shapes of the value, without unions */
function exact(value: unknown, shapes: readonly Shape[]): unknown {
  if (typeof value === 'string') return exactText(value, shapes)
  if (typeof value === 'number') return exactNumber(value, shapes)
  if (Array.isArray(value)) {
    return value.map((item, at) => within(at, item, shapesOfItem(shapes, at)))
  }
  if (!isRecord(value)) return value
  const objects = objectsFitting(shapes, value)
  const members = Object.entries(value).map(([key, member]) => [key, within(key, member, shapesOfMember(objects, key))])
  return Object.fromEntries(members)
}

function within(key: string | number, value: unknown, shapes: readonly Shape[]): unknown {
  try {
    return exact(value, shapes)
  } catch (error) {
    throw error instanceof RoundedIntegerError ? error.within(key) : error
  }
}

function exactText(text: string, shapes: readonly Shape[]): unknown {
  const isMarked = text.startsWith(MARK)
  const literal = isMarked ? text.slice(MARK.length) : text
  const bigint = shapes.find(isBigint)
  if (!isMarked) return bigint === undefined || shapes.some(isText) ? text : readText(text, bigint)
  const rounded = isRoundedInteger(literal)
  if (bigint !== undefined && (rounded || !shapes.some(isNumeric))) return exactInteger(literal)
  if (rounded) throw new RoundedIntegerError(literal)
  return Number(literal)
}

function exactNumber(number: number, shapes: readonly Shape[]): unknown {
  if (!Number.isInteger(number) || !shapes.some(isBigint) || shapes.some(isNumeric)) return number
  if (!Number.isSafeInteger(number)) throw new RoundedIntegerError(String(number))
  return BigInt(number)
}

function isText(shape: Shape): boolean {
  return shape.kind === 'any' || (shape.kind === 'string' && !isBigint(shape)) || shape.kind === 'enum'
}

function isNumeric(shape: Shape): boolean {
  return shape.kind === 'any' || shape.kind === 'number' || shape.kind === 'enum'
}
