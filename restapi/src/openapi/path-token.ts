/** A part of a path as a router has it. */
export type PathToken = TextToken | ParameterToken | GroupToken

/** Text that a request must have in this place. */
export interface TextToken {
  readonly type: 'text'
  readonly value: string
}

/** A part that the router captures. */
export interface ParameterToken {
  readonly type: 'parameter'
  readonly name: string
  /** A regular expression for the part, which only Express 4 has. */
  readonly pattern: string | undefined
  /** Whether the part may have slashes. */
  readonly wildcard: boolean
}

/** Parts that may be absent together. */
export interface GroupToken {
  readonly type: 'group'
  readonly tokens: readonly PathToken[]
}

/** The error for a path that no template of OpenAPI stands for. */
export function pathError(path: string, reason: string): TypeError {
  return new TypeError(`OpenAPI has no template for the path ${path}: ${reason}`)
}
