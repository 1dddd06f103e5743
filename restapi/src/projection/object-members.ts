import type { ProjectionRun } from './projection-run.js'

/** A fresh object that is being filled. */
export type Member = Record<string, unknown>

/**
 * A described member of an object, `undefined` for one that it does not have. Of a class's instances, members that the class gives them
 * count, getters above all; what every object has from `Object.prototype` does not.
 */
export function memberOf(source: object, key: string, run: ProjectionRun): unknown {
  return run.inherits || key in Object.prototype ? ownMember(source, key) : (source as Member)[key]
}

/** A member of an object or its class, though all objects had one of that name. */
export function ownMember(source: object, key: string): unknown {
  let holder: object | null = source
  while (holder !== null && holder !== Object.prototype) {
    if (Object.hasOwn(holder, key)) return (source as Member)[key]
    holder = Object.getPrototypeOf(holder)
  }
  return undefined
}
