/**
 * The scopes that a caller needs, by the names of security schemes. All are needed: `{ bearer: ['orders:write'] }`.
 *
 * @example
 * const writers: SecurityRequirement = { bearer: ['orders:write'] }
 * routes.delete('/orders/:id', { security: writers }, () => noContent())
 */
export interface SecurityRequirement {
  readonly [scheme: string]: readonly string[]
}

/**
 * One security requirement, or alternatives of which a caller must meet one. `[]` requires nothing.
 *
 * @example
 * const security: Security = [{ bearer: ['orders:write'] }, { apiKey: [] }]
 * routes.post('/orders', { security }, () => created({ id: 7 }))
 */
export type Security = SecurityRequirement | readonly SecurityRequirement[]

/** Returns the alternatives of a security requirement. */
export function alternativesOf(security: Security): readonly SecurityRequirement[] {
  return isList(security) ? security : [security]
}

function isList(security: Security): security is readonly SecurityRequirement[] {
  return Array.isArray(security)
}

/**
 * Returns the alternatives that meet both requirements: each of one joined with each of the other. Scopes of the same scheme are united.
 * An empty list requires nothing, so that the other list stands.
 */
export function bothOf(
  left: readonly SecurityRequirement[],
  right: readonly SecurityRequirement[],
): readonly SecurityRequirement[] {
  if (left.length === 0 || right.length === 0) return [...left, ...right]
  const joined = left.flatMap((one) => right.map((other) => joinedScopes(one, other)))
  return [...new Map(joined.map((each) => [JSON.stringify(each), each])).values()]
}

function joinedScopes(one: SecurityRequirement, other: SecurityRequirement): SecurityRequirement {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(names.map((name) => [name, [...new Set([...(one[name] ?? []), ...(other[name] ?? [])])]]))
}

/** @throws TypeError unless `security` is an object of scopes by scheme, or a list of such objects */
export function checkSecurity(owner: string, security: unknown): void {
  const alternatives: readonly unknown[] = Array.isArray(security) ? security : [security]
  for (const each of alternatives) {
    const isObject = typeof each === 'object' && each !== null && !Array.isArray(each)
    if (isObject && Object.values(each).every((scopes) => Array.isArray(scopes))) continue
    throw new TypeError(
      `${owner}'s security must be scopes by the names of security schemes, such as { bearer: [] }, or a list of alternatives`,
    )
  }
  // An object that is empty by mistake must not open a route.
  if (!Array.isArray(security) && Object.keys(security as object).length === 0) {
    throw new TypeError(`${owner}'s security names no scheme; write { bearer: [] } for one, or [] to let everybody in`)
  }
}
