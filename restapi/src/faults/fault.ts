/**
 * A kind of value, under a name that is the same for all validators.
 *
 * @example
 * const german: Partial<Record<ValueType, string>> = { number: 'eine Zahl', text: 'Text' }
 * const wordOf = (type: ValueType) => german[type] ?? type
 * wordOf('number') // => 'eine Zahl'
 */
export type ValueType = 'text' | 'number' | 'integer' | 'boolean' | 'list' | 'object' | 'date' | 'file' | 'null'

/**
 * The unit of a length.
 *
 * @example
 * const german: Record<LengthUnit, string> = { characters: 'Zeichen', items: 'Einträge', members: 'Felder', bytes: 'Byte' }
 * const messages: Messages = (fault) => (fault.kind === 'length' ? `${fault.name}: falsche Zahl ${german[fault.unit]}` : undefined)
 */
export type LengthUnit = 'characters' | 'items' | 'members' | 'bytes'

/**
 * One fault of a value, as its kind and the bound that the value misses: the same for all validators. It never holds the value.
 *
 * @example
 * const isAbsence = ({ kind }: Fault) => kind === 'missing'
 * isAbsence({ kind: 'missing' }) // => true
 */
export type Fault =
  /** The value is absent and may not be. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'type'; readonly expected: readonly ValueType[] }
  | { readonly kind: 'minimum'; readonly minimum: number | bigint | Date; readonly isExclusive: boolean }
  | { readonly kind: 'maximum'; readonly maximum: number | bigint | Date; readonly isExclusive: boolean }
  | {
      readonly kind: 'length'
      readonly minimum: number | undefined
      readonly maximum: number | undefined
      readonly unit: LengthUnit
    }
  | { readonly kind: 'multiple'; readonly divisor: number | bigint }
  /** The text does not have the format: a name of JSON Schema, such as `email`, `uuid`, `uri` and `date-time`, else the validator's. */
  | { readonly kind: 'format'; readonly format: string }
  /** The text does not match the regular expression; `undefined` where the validator does not tell it. */
  | { readonly kind: 'pattern'; readonly pattern: string | undefined }
  | { readonly kind: 'beginning'; readonly text: string }
  | { readonly kind: 'end'; readonly text: string }
  | { readonly kind: 'part'; readonly text: string }
  /** The value is none of these constants. */
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  /** The schema has no member of this name. */
  | { readonly kind: 'unknown' }
  /** A parameter of the query, a field of a form or a file came more than once, and one value is expected. */
  | { readonly kind: 'repeated' }
  /** The value fits no alternative of a union. */
  | { readonly kind: 'union' }
  /** The author of the schema, or a validator that the library does not know, has words of its own. */
  | { readonly kind: 'custom'; readonly text: string }
  /** Any other fault. */
  | { readonly kind: 'other' }

/** A fault at its place in a value. */
export interface PlacedFault {
  readonly path: readonly PropertyKey[]
  readonly fault: Fault
}

/** Returns the fault of a value that is none of the types; {@link otherFault} where none of the names is known. */
export function typeFault(expected: readonly (ValueType | undefined)[]): Fault {
  const known = order.filter((type) => expected.includes(type))
  // an integer is a number, and null is an alternative that few clients mean
  const named = known.filter(
    (type) => known.length === 1 || (type !== 'null' && !(type === 'integer' && known.includes('number'))),
  )
  return known.length === 0 || expected.includes(undefined) ? otherFault : { kind: 'type', expected: named }
}

/** Returns the fault of a length. @param bound by `minimum`, `maximum` or both */
export function lengthFault(
  unit: LengthUnit,
  bound: { readonly minimum?: unknown; readonly maximum?: unknown },
): Fault {
  const count = (given: unknown): number | undefined => (given === undefined ? undefined : Number(given))
  return { kind: 'length', unit, minimum: count(bound.minimum), maximum: count(bound.maximum) }
}

/** Returns the fault of a value below a number, a big integer or a date; {@link otherFault} for a bound of another type. */
export function minimumFault(minimum: unknown, isExclusive: boolean): Fault {
  return isBound(minimum) ? { kind: 'minimum', minimum, isExclusive } : otherFault
}

/** Returns the fault of a value above a number, a big integer or a date; {@link otherFault} for a bound of another type. */
export function maximumFault(maximum: unknown, isExclusive: boolean): Fault {
  return isBound(maximum) ? { kind: 'maximum', maximum, isExclusive } : otherFault
}

/**
 * Returns one fault for the alternatives of a union, each given by its faults: the types or the constants that are expected, where each
 * alternative expects one, else that none fits.
 */
export function unionFault(alternatives: readonly (readonly PlacedFault[])[]): Fault {
  const faults = alternatives.map((each) =>
    each.length === 1 && each[0]?.path.length === 0 ? each[0].fault : undefined,
  )
  const types = faults.flatMap((fault) => (fault?.kind === 'type' ? fault.expected : []))
  const values = faults.flatMap((fault) => (fault?.kind === 'values' ? fault.values : []))
  if (faults.length > 0 && faults.every((fault) => fault?.kind === 'type')) return typeFault(types)
  if (faults.length > 0 && faults.every((fault) => fault?.kind === 'values')) return valuesFault(values)
  return { kind: 'union' }
}

/** Returns the fault of a value that is none of the constants. True and false together are a type. */
export function valuesFault(values: readonly unknown[]): Fault {
  const isBoolean = values.length === 2 && values.includes(true) && values.includes(false)
  return isBoolean ? typeFault(['boolean']) : { kind: 'values', values }
}

/** The fault of which nothing is known. */
export const otherFault: Fault = { kind: 'other' }

const order: readonly ValueType[] = ['text', 'number', 'integer', 'boolean', 'date', 'list', 'object', 'file', 'null']

function isBound(value: unknown): value is number | bigint | Date {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Date
}
