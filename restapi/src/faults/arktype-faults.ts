import {
  type Fault,
  lengthFault,
  maximumFault,
  minimumFault,
  otherFault,
  type PlacedFault,
  typeFault,
  unionFault,
  type ValueType,
} from './fault.js'
import { formatNamed } from './formats.js'

/** An error of ArkType. Its members are getters that may write the value; they are compared, and only `expected` is shown. */
interface ArkError {
  readonly code: string
  readonly expected: string
  readonly message: string
  readonly data?: unknown
  readonly path: readonly PropertyKey[]
  readonly rule?: unknown
  readonly unit?: unknown
  readonly exclusive?: boolean
  readonly errors?: readonly ArkError[]
}

/** Returns the faults of an error of ArkType: several where one value misses several rules. Descriptions and messages of the author stay. */
export function arktypeFaults(issue: object, name: string): readonly PlacedFault[] {
  const error = issue as ArkError
  const path = [...error.path]
  if (error.code === 'intersection') return (error.errors ?? []).flatMap((each) => arktypeFaults(each, name))
  if (error.code === 'union') return [{ path, fault: ofUnion(error, name) }]
  if (!error.message.includes(`must be ${error.expected}`))
    return [{ path, fault: { kind: 'custom', text: error.message } }]
  return [{ path, fault: faultOf(error) ?? described(error.expected, name) }]
}

function ofUnion({ path, errors = [] }: ArkError, name: string): Fault {
  const placed = (error: ArkError): PlacedFault[] =>
    arktypeFaults(error, name).map((each) => ({ ...each, path: each.path.slice(path.length) }))
  return unionFault(errors.map(placed))
}

/** Returns the fault of an error whose description is ArkType's own; `undefined` for one that the author describes. */
function faultOf({ code, expected, rule, unit, exclusive, data }: ArkError): Fault | undefined {
  const length = typeof data === 'string' ? 'characters' : 'items'
  switch (code) {
    case 'required':
      return { kind: 'missing' }
    case 'domain':
    case 'proto':
      return types.has(expected) ? typeFault([types.get(expected)]) : undefined
    case 'unit':
      return { kind: 'values', values: [unit] }
    case 'divisor':
      if (expected === 'an integer') return typeFault(['integer'])
      return expected.startsWith('a multiple of') ? { kind: 'multiple', divisor: Number(rule) } : undefined
    case 'min':
    case 'after':
      return isOwnBound(expected) ? minimumFault(rule, exclusive === true) : undefined
    case 'max':
    case 'before':
      return isOwnBound(expected) ? maximumFault(rule, exclusive === true) : undefined
    case 'minLength':
      return isOwnBound(expected) ? lengthFault(length, { minimum: rule }) : undefined
    case 'maxLength':
      return isOwnBound(expected) ? lengthFault(length, { maximum: rule }) : undefined
    case 'exactLength':
      return isOwnBound(expected) ? lengthFault(length, { minimum: rule, maximum: rule }) : undefined
    case 'pattern':
      return expected.startsWith('matched by ') ? { kind: 'pattern', pattern: String(rule) } : undefined
    default:
      return undefined
  }
}

const types: ReadonlyMap<string, ValueType> = new Map([
  ['a string', 'text'],
  ['a number', 'number'],
  ['an integer', 'integer'],
  ['a bigint', 'integer'],
  ['boolean', 'boolean'],
  ['an array', 'list'],
  ['an object', 'object'],
  ['a Date', 'date'],
  ['a File instance', 'file'],
  ['null', 'null'],
])

/** Reports whether the description of a bound is one that ArkType writes. */
function isOwnBound(expected: string): boolean {
  return /^(?:at (?:least|most) |more than |less than |exactly length |(?:non-)?(?:positive|negative|empty)$|.* or (?:later|earlier)$|(?:after|before) )/.test(
    expected,
  )
}

/** Returns the fault for a description: that of a format, of a list of types or constants, else the words of the author. */
function described(expected: string, name: string): Fault {
  if (expected === 'removed') return { kind: 'unknown' }
  if (expected === 'valid according to an anonymous predicate') return otherFault
  const format = formatNamed(expected)
  if (format !== undefined) return { kind: 'format', format }
  const parts = expected.split(/, | or /)
  if (parts.every((part) => types.has(part))) return typeFault(parts.map((part) => types.get(part)))
  try {
    return { kind: 'values', values: parts.map((part): unknown => JSON.parse(part)) }
  } catch {
    return { kind: 'custom', text: `${name} must be ${expected}` }
  }
}
