/**
 * Returns the path in the target of a request: without query, scheme and authority, which a client may send.
 *
 * @see RFC 9112 §3.2.2
 */
export function pathIn(target: string): string {
  const local = originForm(target)
  const query = local.indexOf('?')
  return query === -1 ? local : local.slice(0, query)
}

function originForm(target: string): string {
  if (target.startsWith('/')) return target
  const rest = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
  return rest === target || rest.startsWith('/') ? rest : `/${rest}`
}
