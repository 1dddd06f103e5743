import { describeValue } from '../values/check-value.js'

/** Checks that each scope can stand in a `scope` attribute. @throws TypeError that names the scope @see RFC 6749 §3.3 */
export function checkScopes(where: string, scopes: readonly unknown[]): void {
  for (const scope of scopes) {
    if (typeof scope === 'string' && /^[\x21\x23-\x5B\x5D-\x7E]+$/.test(scope)) continue
    throw new TypeError(
      `${where}: a scope is printable ASCII without spaces, quotation marks and backslashes (RFC 6749 §3.3); got ${describeValue(scope)}`,
    )
  }
}

/**
 * Returns the required scopes that were not granted.
 *
 * @param granted the `scopes` of what `verify` returned
 * @throws TypeError unless `granted` is an array or a set. Text is refused: in `'orders:read-all'`, a search would find `'orders:read'`
 */
export function missingScopes(name: string, required: readonly string[], granted: unknown): readonly string[] {
  if (required.length === 0) return required
  if (!Array.isArray(granted) && !(granted instanceof Set)) {
    throw new TypeError(
      `verify of the security scheme '${name}' must return the granted scopes, since the contract requires some: { scopes: ['…'] }; got ${describeValue(granted)}`,
    )
  }
  const all: ReadonlySet<unknown> = new Set(granted)
  return required.filter((scope) => !all.has(scope))
}
