/**
 * Checks a value of a client before any code recurses into it: its depth is at most `maxDepth`, no key reaches a prototype, every number
 * is finite, and every string can be written as UTF-8.
 *
 * @throws SyntaxError that names the fault
 */
export function checkStructure(root: unknown, maxDepth: number): void {
  const holders: object[] = []
  const depths: number[] = []
  const check = (value: unknown, depth: number): void => {
    if (typeof value === 'string') checkText(value)
    else if (typeof value === 'number' && !Number.isFinite(value)) throw new SyntaxError('a number is out of range')
    if (typeof value !== 'object' || value === null) return
    if (depth > maxDepth) throw new SyntaxError(`arrays and objects are nested more than ${maxDepth} deep`)
    holders.push(value)
    depths.push(depth)
  }
  check(root, 1)
  for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
    const depth = (depths.pop() as number) + 1
    if (Array.isArray(holder)) {
      for (const item of holder) check(item, depth)
    } else {
      for (const key of Object.keys(holder)) {
        const member: unknown = (holder as Record<string, unknown>)[key]
        checkKey(key, member)
        check(member, depth)
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
