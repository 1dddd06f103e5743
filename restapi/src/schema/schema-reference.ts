/**
 * The part of a schema that a reference within it leads to (RFC 6901 §6), such as `#/$defs/Order`.
 *
 * @throws TypeError for a reference that leads nowhere
 */
export function referredSchema(root: unknown, reference: unknown, where: string): unknown {
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
