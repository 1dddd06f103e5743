import { types } from 'node:util'
import { isError } from './is-error.js'
import { isThenable } from './thenable.js'

/**
 * Makes the error for an object that holds something JSON cannot see. JSON would write `{}` or internals of the class in its place, and
 * the client could not tell that anything is missing.
 *
 * Refused are promises, errors, streams and iterators, and every other instance of a class that has neither a `toJSON` method nor an
 * enumerable member of its own: `Blob`, `FormData`, `Headers`, `URLSearchParams`, `RegExp`, `WeakMap`, classes with `#private` members.
 *
 * @param value an object that no earlier rule converts: no Map, no bytes, nothing with `toJSON`
 * @param key the property that holds it; empty for the whole
 */
export function lostValue(value: object, key: string): TypeError | undefined {
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

/** Objects of the platform in which JSON sees nothing, with the way to what they hold. */
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

/** Reports whether `value` is a plain object, of this realm or another: the prototype of its prototype is then `null`. */
function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function hasMembers(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true
  return false
}

/** Finds the name of a class: the platform's own classes say it in their tag, all others in their constructor. */
function className(value: object): string {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  if (tag !== 'Object') return tag
  const { constructor: made } = value as { readonly constructor?: { readonly name?: unknown } }
  const name = typeof made?.name === 'string' ? made.name : ''
  return name === '' || name === 'Object' ? 'an instance of a class without a name' : name
}
