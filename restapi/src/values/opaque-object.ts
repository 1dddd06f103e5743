import { types } from 'node:util'
import { isError, isThenable } from './value-kinds.js'

/**
 * Returns the error for an object whose content JSON cannot see; `undefined` for any other object. `JSON.stringify` writes such an object
 * as `{}` or as internals of its class, and the client cannot notice the loss.
 *
 * Promises, errors, streams and iterators get an error. So does every other class instance that has neither a `toJSON` method nor an
 * enumerable member of its own: `Blob`, `FormData`, `Headers`, `URLSearchParams`, `RegExp`, `WeakMap`, classes with `#private` members.
 *
 * @param value an object that no earlier rule converts: not a Map, a Set or bytes, and without `toJSON`
 * @param key the property that holds the object; empty for the whole value
 */
export function opaqueObjectError(value: object, key: string): TypeError | undefined {
  const advice = adviceOn(value)
  if (advice === undefined) return undefined
  return new TypeError(`${advice}${key === '' ? '' : `, at the property ${JSON.stringify(key)}`}`)
}

function adviceOn(value: object): string | undefined {
  if (Array.isArray(value) || isRecord(value)) return undefined
  if (isThenable(value)) return 'a promise has no representation: await it'
  if (isError(value)) return 'an error inside a value has no representation: write its message, or throw it'
  if (types.isGeneratorObject(value)) {
    return 'a generator has no representation: collect its values, or return an async one alone, to be streamed'
  }
  if (Symbol.asyncIterator in value) {
    return 'a stream inside a value has no representation: collect its values, or return it alone, to be streamed'
  }
  if (hasMembers(value)) return undefined
  const name = className(value)
  const known = advices[name]
  if (known !== undefined) return `${name} has no representation: ${known}`
  if (Symbol.iterator in value) return `${name} has no representation: collect its values, [...values]`
  return `${name} has no members that JSON can see: give it a toJSON method, or return a plain object`
}

/** Classes of the platform whose content JSON cannot see, with the way to that content. */
const advices: Readonly<Record<string, string>> = {
  Blob: 'return it alone, or write await blob.text()',
  File: 'return it alone, or write await file.text()',
  FormData: 'write Object.fromEntries(form)',
  Headers: 'write Object.fromEntries(headers)',
  URLSearchParams: 'write String(parameters) or Object.fromEntries(parameters)',
  RegExp: 'write its source',
  Request: 'write its url and the fields that are needed',
  Response: 'return its value, or ok().withContent(response.body, mediaType)',
}

/** Reports whether `value` is a plain object of any realm: its prototype is `null`, or an object that has no prototype. */
function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function hasMembers(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true
  return false
}

/** Returns the name of a class. Classes of the platform have it in their `Symbol.toStringTag`, other classes in their constructor. */
function className(value: object): string {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  if (tag !== 'Object') return tag
  const { constructor: made } = value as { readonly constructor?: { readonly name?: unknown } }
  const name = typeof made?.name === 'string' ? made.name : ''
  return name === '' || name === 'Object' ? 'an instance of a class without a name' : name
}
