import type { ProjectionRun } from './projection-run.js'

/** A fresh object that is being filled. */
export type Member = Record<string, unknown>

/**
 * Returns a described member of an object; `undefined` for an absent one. Members of its class count, getters above all. Members of
 * `Object.prototype`, which every object has, do not.
 */
export function memberOf(source: object, key: string, run: ProjectionRun): unknown {
  return run.inherits || key in Object.prototype ? ownMember(source, key) : (source as Member)[key]
}

/** Returns a member of an object or of its class, never that of `Object.prototype`. */
export function ownMember(source: object, key: string): unknown {
  let holder: object | null = source
  while (holder !== null && holder !== Object.prototype) {
    if (Object.hasOwn(holder, key)) return (source as Member)[key]
    holder = Object.getPrototypeOf(holder)
  }
  return undefined
}
