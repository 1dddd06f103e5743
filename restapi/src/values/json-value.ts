import { types } from 'node:util'
import { lostValue } from './lost-value.js'

/**
 * One step towards JSON: what `JSON.stringify` would see in place of `value`, extended to the values that it loses.
 *
 * The result is `null`, a boolean, a string, a finite number, an array, an object to be read by its own enumerable
 * string keys, or `undefined` for what is left out of objects and `null` in arrays. Members are not yet converted.
 *
 * | value | becomes |
 * |---|---|
 * | `Uint8Array`, `Buffer`, `ArrayBuffer`, `DataView` | base64 text, before any `toJSON` |
 * | anything with `toJSON` (a `Date`, too) | what that returns, converted in turn |
 * | `Map` / `Set` / other typed arrays | object (symbol keys left out) / array / array |
 * | bigint | decimal text |
 * | `NaN`, infinities | `null` |
 * | a promise, an error, an iterator, a stream, a class instance without members | nothing: {@link lostValue} refuses it |
 *
 * @param key The property name or array index of the value, handed to `toJSON`; empty for the whole.
 * @throws TypeError for what only stands for a value
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
      return value === null || isOrdinary(value) ? value : converted(bytesText(value) ?? fromToJson(value, key), key)
    default:
      return undefined
  }
}

/**
 * The whole of `value` as fresh data of arrays, objects and JSON's scalars, every `toJSON` and getter used once.
 *
 * @throws TypeError when the value holds itself, RangeError when it is nested too deeply for the stack.
 */
export function jsonCopy(value: unknown, key = ''): unknown {
  return copy(value, key, [])
}

/**
 * JSON text of any value that JSON can hold in the sense of {@link jsonValue}; the platform's own where it is the same.
 *
 * @param indent Spaces by which members are indented. @default none: one line
 * @param isPlainData Whether the value is known to hold nothing but JSON's own types, so that no look is needed. @default false
 * @throws TypeError for what has no JSON at all: undefined, functions, symbols, values that hold themselves.
 */
export function stringifyJson(value: unknown, indent?: number, isPlainData = false): string {
  const data = isPlainData || isNative(value, 0) ? value : jsonCopy(value)
  // with a number of spaces, though it be none, newer engines take the slower of their ways
  const text = indent === undefined || indent === 0 ? JSON.stringify(data) : JSON.stringify(data, undefined, indent)
  if (text === undefined) throw unrepresentable(value)
  return text
}

/** The error for a value that has no representation: `undefined`, a function or a symbol, itself or out of `toJSON`. */
export function unrepresentable(value: unknown): TypeError {
  const what =
    value === undefined ? 'undefined' : typeof value === 'object' ? 'what toJSON returned' : `a ${typeof value}`
  return new TypeError(`${what} has no representation: return null or a value`)
}

/** The error for a value that holds itself. */
export function circular(key: string): TypeError {
  return new TypeError(`the value holds itself, at the property ${JSON.stringify(key)}`)
}

/** Nesting from which on a value is looked for among those that hold it; shallower cycles come by here in time. */
const CYCLE_WATCH = 64

/** Whether a value is among those that hold it, as far as that is worth a look yet. */
export function isHeld(value: object, holders: readonly object[]): boolean {
  return holders.length >= CYCLE_WATCH && holders.includes(value)
}

function copy(value: unknown, key: string, holders: object[]): unknown {
  const data = jsonValue(value, key)
  if (typeof data !== 'object' || data === null) return data
  if (isHeld(data, holders)) throw circular(key)
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
  // defines own properties, so that a key '__proto__' stays one
  return Object.fromEntries(entries)
}

/** Whether the value is a plain object or array without `toJSON`, by far the most frequent case. */
export function isOrdinary(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false
  return typeof (value as { toJSON?: unknown }).toJSON !== 'function'
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

/** The part of the step that follows `toJSON`, which is not asked a second time. */
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
  const lost = lostValue(value, key)
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
  return undefined // a boxed symbol is left out, as a symbol is
}

/** Nesting beyond which a value is copied rather than looked through. */
const SCAN_DEPTH = 100

/** Whether `JSON.stringify` alone does what {@link jsonValue} promises: a cheap look that calls no `toJSON`. */
function isNative(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return false
  if (typeof value !== 'object' || value === null) return true
  if (depth > SCAN_DEPTH) return false
  if (!isOrdinary(value)) return isDateOfOldStock(value)
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
    // scalars, by far the most frequent members, are not worth a call
    if (typeof member !== 'string' && typeof member !== 'number' && !isNative(member, depth + 1)) return false
  }
  return true
}

function isDateOfOldStock(value: object): boolean {
  return types.isDate(value) && Reflect.get(value, 'toJSON') === Date.prototype.toJSON
}
