import { checkMembers } from '../values/check-value.js'

/**
 * Bounds on what a client may send.
 *
 * @example
 * const limits: Partial<Limits> = { bodyBytes: 5 * 1024 * 1024 }
 * const api = endware({ limits })
 */
export interface Limits {
  /** Bytes of a body after inflation. @default 1 MiB */
  readonly bodyBytes: number
  /** The deepest nesting of arrays, objects and elements. @default 64 */
  readonly bodyDepth: number
}

const defaults: Limits = { bodyBytes: 1024 * 1024, bodyDepth: 64 }

/**
 * Returns the limits in force.
 *
 * @throws TypeError for a limit that is unknown or no positive integer. A mistyped limit must not mean no limit.
 */
export function limitsOf(given: Partial<Limits> = {}): Limits {
  checkMembers('the option limits', given)
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new TypeError(`there is no limit '${name}'; the limits are ${Object.keys(defaults).join(', ')}`)
    }
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new TypeError(
        `the limit ${name} must be a positive integer, such as ${defaults[name as keyof Limits]}; got ${String(value)}`,
      )
    }
  }
  return Object.freeze({ ...defaults, ...given })
}
