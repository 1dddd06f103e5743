import type { HeaderFields } from '../contract/responses.js'

/** Returns a name as a part of a component's name: `XOwn` for `x-own`. */
export function componentWord(name: string): string {
  return (name.match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** Returns the end of the name of a response that several operations share, for the fields that each answer of an operation has. */
export function sharedSuffix(always: HeaderFields): string {
  return [
    always['Accept-Query'] === undefined ? '' : 'WithAcceptQuery',
    always.Deprecation === undefined ? '' : 'Deprecated',
  ].join('')
}

/** Returns the name, with the first number that makes it free if it is taken: `Failure2`. */
export function freeName(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name
  for (let number = 2; isTaken(candidate); number++) candidate = `${name}${number}`
  return candidate
}
