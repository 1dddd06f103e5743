/**
 * Checks a value that came from outside before anything recurses into it: how deep it is, that no key reaches for a
 * prototype, that every number is finite, and that every string is one that UTF-8 can hold.
 *
 * @throws SyntaxError naming what was found
 */
export function checkStructure(root: unknown, maxDepth: number): void {
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next
    if (typeof value === 'string') checkText(value)
    else if (typeof value === 'number' && !Number.isFinite(value)) throw new SyntaxError('a number is out of range')
    if (typeof value !== 'object' || value === null) continue
    if (depth >= maxDepth) throw new SyntaxError(`arrays and objects are nested more than ${maxDepth} deep`)
    if (Array.isArray(value)) {
      for (const item of value) pending.push({ value: item, depth: depth + 1 })
    } else {
      for (const key of Object.keys(value)) {
        const member: unknown = (value as Record<string, unknown>)[key]
        checkKey(key, member)
        pending.push({ value: member, depth: depth + 1 })
      }
    }
  }
}

function checkText(text: string): void {
  if (!text.isWellFormed()) throw new SyntaxError('a string has a lone surrogate, which UTF-8 cannot hold')
}

function checkKey(key: string, member: unknown): void {
  checkText(key)
  const reachesPrototype =
    key === 'constructor' && typeof member === 'object' && member !== null && Object.hasOwn(member, 'prototype')
  if (key === '__proto__' || reachesPrototype) throw new SyntaxError(`the member name '${key}' is not allowed`)
}
