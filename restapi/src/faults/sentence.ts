import { cutText } from '../values/cut-text.js'
import type { Fault, LengthUnit, ValueType } from './fault.js'
import { formatWords } from './formats.js'

/**
 * Returns a sentence for a fault: `limit must be at least 1`. It holds no part of the value.
 *
 * @param name the name of the value: `limit`, `lines[0].sku`, `the body`
 */
export function sentence(name: string, fault: Fault): string {
  switch (fault.kind) {
    case 'missing':
      return `${name} is required`
    case 'type':
      return `${name} must be ${listed(fault.expected.map((type) => types[type]))}`
    case 'minimum':
      return `${name} must be ${bound(fault.minimum, fault.isExclusive, ['more than', 'at least'], ['after', 'on or after'])}`
    case 'maximum':
      return `${name} must be ${bound(fault.maximum, fault.isExclusive, ['less than', 'at most'], ['before', 'on or before'])}`
    case 'length':
      return `${name} must ${lengthWords(fault.minimum, fault.maximum, fault.unit)}`
    case 'multiple':
      return `${name} must be a multiple of ${fault.divisor}`
    case 'format':
      return `${name} must be ${formatWords(fault.format)}`
    case 'pattern':
      return `${name} must match the ${fault.pattern === undefined || fault.pattern.length > longest ? 'expected pattern' : `pattern ${fault.pattern}`}`
    case 'beginning':
      return `${name} must start with ${quoted(fault.text)}`
    case 'end':
      return `${name} must end with ${quoted(fault.text)}`
    case 'part':
      return `${name} must contain ${quoted(fault.text)}`
    case 'values':
      return `${name} must be ${fault.values.length > 1 ? 'one of ' : ''}${listed(shown(fault.values))}`
    case 'unknown':
      return `${name} is not allowed`
    case 'repeated':
      return `${name} may be given once`
    case 'union':
      return `${name} fits none of the allowed forms`
    case 'custom':
      return fault.text
    case 'other':
      return `${name} is not valid`
  }
}

/** UTF-16 units of a pattern or a constant in a message. */
const longest = 100
/** Constants in a message. */
const most = 20

const types: Readonly<Record<ValueType, string>> = {
  text: 'text',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  list: 'a list',
  object: 'an object',
  date: 'a date',
  file: 'a file',
  null: 'null',
}

function bound(
  value: number | bigint | Date,
  isExclusive: boolean,
  [beyond, from]: readonly [string, string],
  [after, since]: readonly [string, string],
): string {
  if (!(value instanceof Date)) return `${isExclusive ? beyond : from} ${value}`
  return `${isExclusive ? after : since} ${Number.isNaN(value.getTime()) ? 'the expected date' : value.toISOString()}`
}

function lengthWords(minimum: number | undefined, maximum: number | undefined, unit: LengthUnit): string {
  const counted = (count: number): string => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
  const range =
    minimum !== undefined && minimum === maximum
      ? `exactly ${counted(minimum)}`
      : minimum !== undefined && maximum !== undefined
        ? `${minimum} to ${counted(maximum)}`
        : minimum !== undefined
          ? `at least ${counted(minimum)}`
          : `at most ${counted(maximum ?? 0)}`
  return unit === 'characters' ? `be ${range} long` : `have ${range}`
}

function shown(values: readonly unknown[]): readonly string[] {
  const texts = values.slice(0, most).map((value) => (typeof value === 'string' ? quoted(value) : String(value)))
  return values.length > most ? [...texts, `${values.length - most} others`] : texts
}

function quoted(text: string): string {
  return JSON.stringify(cutText(text, longest))
}

/** Writes a list with "or" before its last member. */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} or ${last}`
}
