/**
 * Returns the target with a merge patch applied (RFC 7396 §2): members of the patch replace those of the target, objects member by
 * member, and `null` removes. Neither argument is changed.
 *
 * @example
 * mergePatch({ name: 'Espresso', note: 'dark' }, { note: null, stock: 7 }) // => { name: 'Espresso', stock: 7 }
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const members = new Map(Object.entries(isObject(target) ? target : {}))
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) members.delete(name)
    else members.set(name, mergePatch(members.get(name), value))
  }
  return Object.fromEntries(members)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
