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

/** An issue of zod 4 or zod 3. They have the same codes for most faults, with different members. */
interface ZodIssue {
  readonly code?: string
  readonly message: string
  readonly path?: readonly unknown[]
  readonly expected?: unknown
  readonly values?: readonly unknown[]
  readonly options?: readonly unknown[]
  readonly origin?: string
  readonly type?: string
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly inclusive?: boolean
  readonly exact?: boolean
  readonly divisor?: number | bigint
  readonly multipleOf?: number | bigint
  readonly format?: string
  readonly validation?: string | Readonly<Record<string, string>>
  readonly pattern?: unknown
  readonly prefix?: string
  readonly suffix?: string
  readonly includes?: string
  readonly errors?: readonly (readonly ZodIssue[])[]
  readonly unionErrors?: readonly { readonly issues: readonly ZodIssue[] }[]
}

/** Returns the fault of an issue of zod 4 or 3. A message that is not of zod's English is the author's, and stays. */
export function zodFault(issue: object): Fault {
  const known = issue as ZodIssue
  return isDefault(known) ? faultOf(known) : { kind: 'custom', text: known.message }
}

function faultOf(issue: ZodIssue): Fault {
  switch (issue.code) {
    case 'invalid_type':
      return invalidType(issue.expected)
    case 'invalid_value':
    case 'invalid_enum_value':
    case 'invalid_union_discriminator':
      return { kind: 'values', values: issue.values ?? issue.options ?? [] }
    case 'invalid_literal':
      return { kind: 'values', values: [issue.expected] }
    case 'too_small':
    case 'too_big':
      return outOfRange(issue)
    case 'invalid_format':
    case 'invalid_string':
      return invalidText(issue)
    case 'not_multiple_of':
      return { kind: 'multiple', divisor: issue.divisor ?? issue.multipleOf ?? 1 }
    case 'invalid_union':
      return invalidUnion(issue)
    case 'invalid_key':
      return { kind: 'unknown' }
    default:
      return otherFault
  }
}

function invalidType(expected: unknown): Fault {
  // zod 3 lists the constants of an enum where the value is no text
  const constants = [...String(expected).matchAll(/'([^']*)'/g)].map(([, value]) => value)
  return constants.length > 0 ? { kind: 'values', values: constants } : typeFault([types.get(String(expected))])
}

const types: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'text'],
  ['number', 'number'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['bigint', 'integer'],
  ['boolean', 'boolean'],
  ['array', 'list'],
  ['tuple', 'list'],
  ['set', 'list'],
  ['object', 'object'],
  ['record', 'object'],
  ['map', 'object'],
  ['date', 'date'],
  ['file', 'file'],
  ['null', 'null'],
])

const units: ReadonlyMap<string, LengthUnit> = new Map([
  ['string', 'characters'],
  ['array', 'items'],
  ['set', 'items'],
  ['map', 'members'],
  ['file', 'bytes'],
])

function outOfRange({ origin, type, minimum, maximum, inclusive, exact }: ZodIssue): Fault {
  const what = origin ?? type ?? ''
  const unit = units.get(what)
  const date = (bound: unknown): unknown => (what === 'date' && bound !== undefined ? new Date(Number(bound)) : bound)
  if (unit !== undefined) {
    const both = minimum ?? maximum
    return lengthFault(unit, exact === true ? { minimum: both, maximum: both } : { minimum, maximum })
  }
  return minimum === undefined
    ? maximumFault(date(maximum), inclusive === false)
    : minimumFault(date(minimum), inclusive === false)
}

function invalidText({ format, validation, pattern, prefix, suffix, includes }: ZodIssue): Fault {
  const own = typeof validation === 'object' ? validation : {}
  const [beginning, end, part] = [prefix ?? own.startsWith, suffix ?? own.endsWith, includes ?? own.includes]
  if (beginning !== undefined) return { kind: 'beginning', text: beginning }
  if (end !== undefined) return { kind: 'end', text: end }
  if (part !== undefined) return { kind: 'part', text: part }
  const name = format ?? String(validation)
  if (name === 'regex' || name === 'template_literal') return { kind: 'pattern', pattern: sourceOf(pattern) }
  return { kind: 'format', format: formatNamed(name) ?? name }
}

/** Returns the source of a regular expression that zod 4 writes as text: `/^a$/u`. */
function sourceOf(pattern: unknown): string | undefined {
  return typeof pattern === 'string' ? (/^\/(.*)\/[a-z]*$/s.exec(pattern)?.[1] ?? pattern) : undefined
}

function invalidUnion({ path = [], errors, unionErrors, options }: ZodIssue): Fault {
  if (options !== undefined && options.length > 0) return { kind: 'values', values: options }
  const placed = (issue: ZodIssue, base: number): PlacedFault => ({
    path: (issue.path ?? []).slice(base) as PropertyKey[],
    fault: zodFault(issue),
  })
  // the paths of zod 4 begin at the union, those of zod 3 at the whole value
  const alternatives =
    errors?.map((each) => each.map((issue) => placed(issue, 0))) ??
    unionErrors?.map(({ issues }) => issues.map((issue) => placed(issue, path.length))) ??
    []
  return unionFault(alternatives)
}

/** Reports whether a message is zod's own, in its default English. */
function isDefault({ code, message, format, validation }: ZodIssue): boolean {
  if (code === 'invalid_format' || code === 'invalid_string')
    return message === `Invalid ${format ?? String(validation)}` || text.test(message)
  return others.test(message)
}

// the nouns of zod 4 for its formats, and the forms of zod 3
const text =
  /^(?:Invalid|Invalid (?:string|input): must .*|Invalid (?:input|email address|URL|emoji|UUID(?:v[46])?|nanoid|GUID|cuid2?|ULID|XID|KSUID|ISO (?:datetime|date|time|duration)|IPv[46] (?:address|range)|MAC address|base64(?:url)?-encoded string|JSON string|E\.164 number|currency code|credit card number|IBAN|JWT))$/s
const others =
  /^(?:Required$|Invalid input(?:$|: )|Expected .*, received |Invalid (?:literal value, expected|enum value\. Expected|discriminator value\. Expected|option: expected one of|key in|value in|element in|number: must|date$)|Unrecognized key|Too (?:small|big): expected |(?:String|Number|BigInt|Array|Set|Date|File) must )/s
