/** An object whose members are its own alone, unless {@link inheritsMembers}. */
export type PlainObject = Readonly<Record<string, unknown>>

/** Whether it is an object as literals are, or one without prototype. */
export function isPlain(value: object): value is PlainObject {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Whether somebody has given all objects an enumerable member, so that `for in` comes by more than an object's own. */
export function inheritsMembers(): boolean {
  for (const _ in NO_MEMBERS) return true
  return false
}

const NO_MEMBERS: PlainObject = {}
