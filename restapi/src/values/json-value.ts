import { types } from 'node:util'
import { opaqueObjectError } from './opaque-object.js'
import { isPlainContainer, isStockDate } from './value-kinds.js'

/**
 * Converts `value` by one step to data that JSON can hold, as `JSON.stringify` does, and converts the values that `JSON.stringify` loses.
 *
 * The result is `null`, a boolean, a string, a finite number, an array, an object with its own enumerable string keys, or `undefined`.
 * An object omits a member that is `undefined`; an array has `null` in its place. Members are not converted.
 *
 * | value | becomes |
 * |---|---|
 * | `Uint8Array`, `Buffer`, `ArrayBuffer`, `DataView` | base64 text, before any `toJSON` |
 * | any value with `toJSON`, such as a `Date` | the result of `toJSON`, converted |
 * | `Map` / `Set` / other typed arrays | object without symbol keys / array / array |
 * | bigint | decimal text |
 * | `NaN`, infinities | `null` |
 * | a promise, an error, an iterator, a stream, a class instance without members | an error: see {@link opaqueObjectError} |
 *
 * @param key the property name or array index of the value, passed to `toJSON`; empty for the whole value
 * @throws TypeError for an object whose content JSON cannot see
 * @see ECMA-262 §25.5.2.2 SerializeJSONProperty
 */
export function jsonValue(value: unknown, key: string): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return finite(value)
    case 'bigint':
      return converted(fromToJson(value, key), key)
    case 'object':
      if (value === null || isPlainContainer(value)) return value
      return isStockDate(value) ? value.toJSON() : converted(bytesText(value) ?? fromToJson(value, key), key)
    default:
      return undefined
  }
}

/**
 * Copies `value` into new arrays, objects and JSON scalars. Calls each `toJSON` and each getter once.
 *
 * @throws TypeError when the value contains itself
 * @throws RangeError when the value is nested too deeply for the stack
 */
export function jsonCopy(value: unknown, key = ''): unknown {
  return copy(value, key, [])
}

/**
 * Writes `value` as JSON text, converted by {@link jsonValue}. Calls `JSON.stringify` directly where the result is the same.
 *
 * @param indent the number of spaces by which members are indented. @default none: one line
 * @param isPlainData `true` skips the search for values that need conversion. @default false
 * @throws TypeError for `undefined`, functions, symbols, and values that contain themselves
 */
export function stringifyJson(value: unknown, indent?: number, isPlainData = false): string {
  const data = isPlainData || isNative(value, 0) ? value : jsonCopy(value)
  // newer engines take their slow path for any number of spaces, 0 included
  const text = indent === undefined || indent === 0 ? JSON.stringify(data) : JSON.stringify(data, undefined, indent)
  if (text === undefined) throw unrepresentableError(value)
  return text
}

/** Makes the error for a value without a representation: `undefined`, a function, a symbol, or a `toJSON` that returned one of these. */
export function unrepresentableError(value: unknown): TypeError {
  const what =
    value === undefined ? 'undefined' : typeof value === 'object' ? 'the result of toJSON' : `a ${typeof value}`
  return new TypeError(`${what} has no representation; return null or a value`)
}

/** Makes the error for a value that contains itself. */
export function circularError(key: string): TypeError {
  return new TypeError(`the value contains itself, at the property ${JSON.stringify(key)}`)
}

/** The depth from which cycles are searched for. The search costs time at each level, and every cycle reaches this depth. */
const CYCLE_WATCH = 64

/** Reports whether `value` is one of the values that contain it. Always `false` at a depth of less than 64. */
export function isCircular(value: object, holders: readonly object[]): boolean {
  return holders.length >= CYCLE_WATCH && holders.includes(value)
}

function copy(value: unknown, key: string, holders: object[]): unknown {
  const data = jsonValue(value, key)
  if (typeof data !== 'object' || data === null) return data
  if (isCircular(data, holders)) throw circularError(key)
  holders.push(data)
  const result = Array.isArray(data) ? copyItems(data, holders) : copyMembers(data, holders)
  holders.pop()
  return result
}

function copyItems(items: readonly unknown[], holders: object[]): unknown[] {
  const result: unknown[] = []
  for (let index = 0; index < items.length; index++) result.push(copy(items[index], String(index), holders) ?? null)
  return result
}

function copyMembers(members: object, holders: object[]): object {
  const entries: [string, unknown][] = []
  for (const key of Object.keys(members)) {
    const member = copy(Reflect.get(members, key), key, holders)
    if (member !== undefined) entries.push([key, member])
  }
  // an assignment to the key '__proto__' would set the prototype
  return Object.fromEntries(entries)
}

function bytesText(value: object): string | undefined {
  if (types.isUint8Array(value)) return base64(value.buffer, value.byteOffset, value.byteLength)
  if (types.isDataView(value)) return base64(value.buffer, value.byteOffset, value.byteLength)
  if (types.isAnyArrayBuffer(value)) return base64(value, 0, value.byteLength)
  return undefined
}

function base64(buffer: ArrayBufferLike, offset: number, length: number): string {
  return Buffer.from(buffer, offset, length).toString('base64')
}

function fromToJson(value: object | bigint, key: string): unknown {
  const toJson: unknown = Reflect.get(Object(value), 'toJSON', value)
  return typeof toJson === 'function' ? Reflect.apply(toJson, value, [key]) : value
}

/** Converts the result of `toJSON`. Does not call `toJSON` again. */
function converted(value: unknown, key: string): unknown {
  switch (typeof value) {
    case 'object':
      return value === null ? null : convertedObject(value, key)
    case 'bigint':
      return String(value)
    case 'number':
      return finite(value)
    case 'string':
    case 'boolean':
      return value
    default:
      return undefined
  }
}

function convertedObject(value: object, key: string): unknown {
  const bytes = bytesText(value)
  if (bytes !== undefined) return bytes
  if (types.isMap(value)) return mapMembers(value)
  if (types.isSet(value)) return [...value]
  if (types.isTypedArray(value)) return Array.from<unknown>(value)
  if (types.isBoxedPrimitive(value)) return unboxed(value)
  const lost = opaqueObjectError(value, key)
  if (lost !== undefined) throw lost
  return value
}

function finite(value: number): number | null {
  // -0 is 0 in JSON (ECMA-262 §6.1.6.1.20)
  return Number.isFinite(value) ? value + 0 : null
}

function mapMembers(map: ReadonlyMap<unknown, unknown>): object {
  const entries: [string, unknown][] = []
  for (const [key, member] of map) if (typeof key !== 'symbol') entries.push([String(key), member])
  return Object.fromEntries(entries)
}

function unboxed(value: object): unknown {
  if (types.isNumberObject(value)) return finite(Number(value))
  if (types.isStringObject(value)) return String(value)
  if (types.isBooleanObject(value)) return Boolean.prototype.valueOf.call(value)
  if (types.isBigIntObject(value)) return String(BigInt.prototype.valueOf.call(value))
  return undefined // a boxed symbol is omitted, as a symbol is
}

/** The depth beyond which a value is copied instead of searched. */
const SCAN_DEPTH = 100

/** Reports whether `JSON.stringify` gives the same result as {@link jsonCopy}. Calls no `toJSON`. */
function isNative(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return false
  if (typeof value !== 'object' || value === null) return true
  if (depth > SCAN_DEPTH) return false
  if (!isPlainContainer(value)) return isStockDate(value)
  return Array.isArray(value) ? hasNativeItems(value, depth) : hasNativeMembers(value as Members, depth)
}

type Members = Readonly<Record<string, unknown>>

function hasNativeItems(items: readonly unknown[], depth: number): boolean {
  for (let at = 0; at < items.length; at++) if (!isNative(items[at], depth + 1)) return false
  return true
}

function hasNativeMembers(members: Members, depth: number): boolean {
  for (const key in members) {
    const member = members[key]
    // most members are scalars; the checks here save a call for each
    if (typeof member !== 'string' && typeof member !== 'number' && !isNative(member, depth + 1)) return false
  }
  return true
}
