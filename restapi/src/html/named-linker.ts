import { nameIn } from './heading.js'
import type { ObjectOutline } from './outline.js'
import { isScalar, type Linker } from './scalar.js'

/** Members that identify an object, and say little to people. */
const identifying = /^(?:id|uuid|key)$/i

/** Returns the linker of an object's members: the link of its id goes to its title or name, if it has one without a link of its own. */
export function namedLinker(object: ObjectOutline, linkTo: Linker): Linker {
  const name = nameIn(object)
  const named = name === undefined ? undefined : object.members.get(name)
  if (name === undefined || named === undefined || !isScalar(named) || linkTo(name, named) !== undefined) return linkTo
  for (const [id, member] of object.members) {
    const target = identifying.test(id) && isScalar(member) ? linkTo(id, member) : undefined
    if (target === undefined) continue
    return (key, outline) => (key === name ? target : key === id ? undefined : linkTo(key, outline))
  }
  return linkTo
}
