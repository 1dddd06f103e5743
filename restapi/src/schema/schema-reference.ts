/**
 * Returns the part of a schema at a reference within it, such as `#/$defs/Order`.
 *
 * @param where the place of the reference, as the message names it
 * @throws TypeError for a reference to no part of the schema
 * @see RFC 6901 §6
 */
export function schemaAtReference(root: unknown, reference: unknown, where: string): unknown {
  const lost = new TypeError(`${where} refers to nothing in its schema: ${String(reference)}`)
  if (typeof reference !== 'string' || !/^#(?:\/|$)/.test(reference)) throw lost
  let target: unknown = root
  for (const step of reference.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, key)) throw lost
    target = Reflect.get(target, key)
  }
  return target
}
