import type { EnumShape, Scalar, Shape } from '../../schema/shape.js'
import { bigintOf, fittingText, isBigint, numberOf, readText } from '../../text/text-value.js'
import { trimWhiteSpace } from '../../values/trim-white-space.js'
import { collapseWhiteSpace } from './white-space.js'

/**
 * Reads the text of an element or attribute as {@link fittingLexical} does. Returns the text itself if it fits no value of the shape.
 *
 * @throws SyntaxError for an integer that a JavaScript number cannot hold exactly, as {@link readText} does
 */
export function lexicalValue(text: string, shape: Shape): unknown {
  const value = fittingLexical(text, shape)
  return value === undefined ? readText(text, shape) : value
}

/**
 * Reads the scalar that `text` denotes under `shape`: first by the rules that all formats share, then by the lexical forms of XML Schema.
 * Returns `undefined` if the text fits no value of the shape.
 *
 * @see XML Schema 1.0 part 2 §3.2.2 boolean, §3.2.3 decimal, §3.2.5 double, §4.3.6 whiteSpace
 */
export function fittingLexical(text: string, shape: Shape): Scalar | bigint | null | undefined {
  const value = fittingText(text, shape)
  if (value === undefined) return otherForm(collapseWhiteSpace(text), shape)
  if (value !== text || !isToken(shape)) return value
  const token = tokenOf(text, shape)
  return token === '' && needsContent(shape) ? undefined : token
}

/** Reports whether every value of the shape is a number, boolean, date or time. An empty element is none of these. */
export function needsContent(shape: Shape): boolean {
  switch (shape.kind) {
    case 'number':
    case 'boolean':
      return true
    case 'string':
      return isBigint(shape) || (shape.format !== undefined && TEMPORAL.has(shape.format))
    case 'enum':
      return shape.values.every((value) => typeof value !== 'string')
    case 'union':
      return shape.alternatives.every(needsContent)
    default:
      return false
  }
}

/** Reports whether white space around a text of the shape has no meaning: true for base64, dates, times, UUIDs, URIs and the like. */
export function isToken(shape: Shape): boolean {
  if (shape.kind === 'string') return shape.base64 || (shape.format !== undefined && TOKENS.has(shape.format))
  if (shape.kind !== 'union') return false
  const texts = shape.alternatives.filter(({ kind }) => kind === 'string')
  return texts.length > 0 && texts.every(isToken)
}

const TEMPORAL: ReadonlySet<string> = new Set(['date', 'time', 'date-time', 'duration'])
const TOKENS: ReadonlySet<string> = new Set([...TEMPORAL, 'uuid', 'uri', 'email', 'hostname', 'ipv4', 'ipv6'])

/** Returns the token without its outer white space. Base64 may be broken into lines (XML Schema 1.0 part 2 §3.2.16). */
function tokenOf(text: string, shape: Shape): string {
  return shape.kind === 'string' && shape.base64 ? text.replace(/[ \t\r\n]+/g, '') : trimWhiteSpace(text)
}

function otherForm(word: string, shape: Shape): Scalar | bigint | undefined {
  switch (shape.kind) {
    case 'string':
      return isBigint(shape) && word.startsWith('+') ? bigintOf(word.slice(1)) : undefined
    case 'number':
      return decimalOf(word)
    case 'boolean':
      return booleanOf(word)
    case 'enum':
      return listed(word, shape)
    case 'union': {
      const enums = shape.alternatives.filter(({ kind }) => kind === 'enum')
      for (const alternative of [...enums, ...shape.alternatives]) {
        const value = otherForm(word, alternative)
        if (value !== undefined) return value
      }
      return undefined
    }
    default:
      return undefined
  }
}

function listed(word: string, { values }: EnumShape): Scalar | undefined {
  if (values.includes(word)) return word
  const number = decimalOf(word)
  const boolean = booleanOf(word)
  return values.find((value) => value === number) ?? values.find((value) => value === boolean)
}

function booleanOf(word: string): boolean | undefined {
  if (word === '1' || word === 'true') return true
  return word === '0' || word === 'false' ? false : undefined
}

/** Reads a number that may have a plus sign, leading zeros, or no digits on one side of the point. The bounds of JSON numbers apply. */
function decimalOf(word: string): number | undefined {
  const parts = DECIMAL.exec(word)
  if (parts === null) return undefined
  const [, sign = '', integer = '', fraction = '', exponent = ''] = parts
  if (integer === '' && fraction === '') return undefined
  return numberOf(
    `${sign === '-' ? '-' : ''}${integer.replace(/^0+(?=.)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}${exponent}`,
  )
}

const DECIMAL = /^([+-]?)([0-9]*)\.?([0-9]*)((?:[eE][+-]?[0-9]+)?)$/
