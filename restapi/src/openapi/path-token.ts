/** A part of an Express path. */
export type PathToken = TextToken | ParameterToken | GroupToken

/** Text that must match literally. */
export interface TextToken {
  readonly type: 'text'
  readonly value: string
}

/** A parameter or a wildcard. */
export interface ParameterToken {
  readonly type: 'parameter'
  readonly name: string
  /** The regular expression of the parameter; Express 4 only. */
  readonly pattern: string | undefined
  /** True when the value may contain slashes. */
  readonly wildcard: boolean
}

/** Optional parts, present or absent together. */
export interface GroupToken {
  readonly type: 'group'
  readonly tokens: readonly PathToken[]
}

/** Returns the error for a path that no OpenAPI template expresses. */
export function pathError(path: string, reason: string): TypeError {
  return new TypeError(`OpenAPI has no template for the path ${path}: ${reason}`)
}
