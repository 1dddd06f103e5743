import {
  type Fault,
  type LengthUnit,
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

/** An issue of Valibot. */
interface ValibotIssue {
  readonly kind: 'schema' | 'validation' | 'transformation'
  readonly type: string
  readonly message: string
  readonly input?: unknown
  readonly expected?: string | null
  readonly received?: string
  readonly requirement?: unknown
  readonly path?: readonly { readonly key: PropertyKey; readonly origin?: string }[]
  readonly issues?: readonly ValibotIssue[]
}

/** Returns the fault of an issue of Valibot. A message that is not of Valibot's English is the author's, and stays. */
export function valibotFault(issue: object): Fault {
  const known = issue as ValibotIssue
  if (!isDefault(known)) return { kind: 'custom', text: known.message }
  if (known.expected === 'never') return { kind: 'unknown' }
  if (known.path?.at(-1)?.origin === 'key') return { kind: known.received === 'undefined' ? 'missing' : 'unknown' }
  return known.kind === 'schema' ? ofSchema(known) : ofAction(known)
}

/** Reports whether a message is Valibot's own: `Invalid type: Expected number but received true`. */
function isDefault({ message, expected, received }: ValibotIssue): boolean {
  const words = expected === null || expected === undefined ? 'Received ' : `Expected ${expected} but received `
  return message.startsWith('Invalid ') && message.endsWith(`: ${words}${received}`)
}

function ofSchema({ type, expected, issues, path = [] }: ValibotIssue): Fault {
  if (type === 'picklist' || type === 'enum' || type === 'literal' || type === 'variant') return constants(expected)
  if (type !== 'union' || issues === undefined) return typeFault([types.get(type)])
  const placed = (issue: ValibotIssue): PlacedFault => ({
    path: (issue.path ?? []).slice(path.length).map(({ key }) => key),
    fault: valibotFault(issue),
  })
  return unionFault(issues.map((issue) => [placed({ ...issue, path: [...path, ...(issue.path ?? [])] })]))
}

/** Reads the constants that Valibot lists as text: `("x" | "y")`. */
function constants(expected: string | null | undefined): Fault {
  try {
    const list = (expected ?? '').replace(/^\((.*)\)$/s, '$1').split(' | ')
    return { kind: 'values', values: list.map((each): unknown => JSON.parse(each)) }
  } catch {
    return { kind: 'union' } // a list of types, or a constant that holds the separator
  }
}

const types: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'text'],
  ['number', 'number'],
  ['bigint', 'integer'],
  ['boolean', 'boolean'],
  ['array', 'list'],
  ['tuple', 'list'],
  ['strict_tuple', 'list'],
  ['loose_tuple', 'list'],
  ['tuple_with_rest', 'list'],
  ['set', 'list'],
  ['object', 'object'],
  ['strict_object', 'object'],
  ['loose_object', 'object'],
  ['object_with_rest', 'object'],
  ['record', 'object'],
  ['map', 'object'],
  ['date', 'date'],
  ['file', 'file'],
  ['blob', 'file'],
  ['null', 'null'],
])

function ofAction({ type, requirement, input }: ValibotIssue): Fault {
  const unit = unitOf(type, input)
  switch (type) {
    case 'min_value':
    case 'gt_value':
      return minimumFault(requirement, type === 'gt_value')
    case 'max_value':
    case 'lt_value':
      return maximumFault(requirement, type === 'lt_value')
    case 'min_length':
    case 'min_size':
    case 'min_entries':
    case 'min_bytes':
      return lengthFault(unit, { minimum: requirement })
    case 'max_length':
    case 'max_size':
    case 'max_entries':
    case 'max_bytes':
      return lengthFault(unit, { maximum: requirement })
    case 'length':
    case 'size':
    case 'entries':
    case 'bytes':
      return lengthFault(unit, { minimum: requirement, maximum: requirement })
    case 'non_empty':
      return lengthFault(unit, { minimum: 1 })
    case 'integer':
    case 'safe_integer':
      return typeFault(['integer'])
    case 'multiple_of':
      return typeof requirement === 'number' || typeof requirement === 'bigint'
        ? { kind: 'multiple', divisor: requirement }
        : otherFault
    case 'regex':
      return { kind: 'pattern', pattern: requirement instanceof RegExp ? requirement.source : undefined }
    case 'starts_with':
      return { kind: 'beginning', text: String(requirement) }
    case 'ends_with':
      return { kind: 'end', text: String(requirement) }
    case 'includes':
      return typeof input === 'string' ? { kind: 'part', text: String(requirement) } : otherFault
    default: {
      const format = formatNamed(type)
      return format === undefined ? otherFault : { kind: 'format', format }
    }
  }
}

function unitOf(type: string, input: unknown): LengthUnit {
  if (/bytes$/.test(type)) return 'bytes'
  if (typeof input === 'string') return 'characters'
  if (Array.isArray(input) || input instanceof Set) return 'items'
  return /size$/.test(type) && !(input instanceof Map) ? 'bytes' : 'members'
}
