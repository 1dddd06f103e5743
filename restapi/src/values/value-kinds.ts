import { types } from 'node:util'

/** An object whose members are all its own, unless {@link inheritsMembers} returns `true`. */
export type PlainObject = Readonly<Record<string, unknown>>

/** Reports whether `value` has no prototype, or that of object literals. */
export function hasPlainPrototype(value: object): value is PlainObject {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Reports whether `value` is a plain object or array without a `toJSON` method. Most values are. */
export function isPlainContainer(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return false
  return typeof (value as { toJSON?: unknown }).toJSON !== 'function'
}

/** Reports whether `value` is a `Date` that `JSON.stringify` writes by the standard `toJSON`, such as one without a `toJSON` of its own. */
export function isStockDate(value: object): value is Date {
  return (value as { toJSON?: unknown }).toJSON === Date.prototype.toJSON && types.isDate(value)
}

/** Reports whether `Object.prototype` has an enumerable member. A `for in` loop then visits more than the members of an object itself. */
export function inheritsMembers(): boolean {
  for (const _ in NO_MEMBERS) return true
  return false
}

const NO_MEMBERS: PlainObject = {}

/** Reports whether `value` is an Error of any realm. In tests and plug-ins that run in contexts, errors of Node itself come from another realm. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value)
}

/** Reports whether `value` is a promise of any realm, or another object with a `then` method. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}
