import { type Member, memberOf, ownMember } from './object-members.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** Makes a fresh object of the described members of `source`, each of which it reads once. */
export type ObjectWriter = (source: object, run: ProjectionRun) => Member

type Members = ReadonlyMap<string, Projection>

/** The most sets of members of one schema that get code of their own. */
const mostVariants = 16

/** The most optional members with generated code: engines keep integers of 31 bits in a register. */
const mostOptional = 30

/**
 * Returns a function that writes objects with these members. Its source has an object literal for each set of members that occurs, which
 * engines run almost as fast as they read the members. Where an environment forbids source at run time, a loop does the same.
 */
export function objectWriter(members: Members): ObjectWriter {
  const keys = [...members.keys()]
  const read: ObjectWriter = (source, run) => {
    const values = keys.map((key) => memberOf(source, key, run))
    return byLoop(values, members, run)
  }
  const optional = keys.filter((key) => members.get(key)?.absence === 'allowed')
  if (optional.length > mostOptional) return read
  const absences = new Set([0])
  let write: ObjectWriter | undefined
  let isForbidden = false
  /** Writes an object with a new set of absent members, and lets code be generated for the next such object. */
  const first = (absence: number, values: readonly unknown[], run: ProjectionRun): Member => {
    if (absences.size < mostVariants) {
      absences.add(absence)
      write = undefined
    }
    return byLoop(values, members, run)
  }
  return (source, run) => {
    if (isForbidden || run.inherits) return read(source, run)
    write ??= generated(members, optional, absences, first)
    if (write !== undefined) return write(source, run)
    isForbidden = true
    return read(source, run)
  }
}

function byLoop(values: readonly unknown[], members: Members, run: ProjectionRun): Member {
  const result: Member = {}
  let at = 0
  for (const [key, projection] of members) {
    const member = values[at++]
    if (member === undefined && projection.absence !== 'filled') continue
    const value = projection.project(member, key, run)
    // an assignment to `__proto__` would change the object itself
    Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true })
  }
  return result
}

/** Makes a writer of source. The source contains keys as string literals, and nothing else of a schema or a value. */
function generated(
  members: Members,
  optional: readonly string[],
  absences: ReadonlySet<number>,
  first: (absence: number, values: readonly unknown[], run: ProjectionRun) => Member,
): ObjectWriter | undefined {
  const all = [...members].map(([key, projection], at) => ({ key, at, projection, bit: bitOf(optional.indexOf(key)) }))
  const reads = all.map(({ key, at }) => {
    const name = JSON.stringify(key)
    return `const value${at} = ${key in Object.prototype ? `own(source, ${name})` : `source[${name}]`}`
  })
  const bits = all.filter(({ bit }) => bit > 0).map(({ at, bit }) => `(value${at} === undefined ? ${bit} : 0)`)
  const variants = [...absences].map((absence) => {
    const parts = all.filter(({ bit }) => (bit & absence) === 0).map(partSource)
    return `if (absence === ${absence}) return { ${parts.join(', ')} }`
  })
  const source = `return function (source, run) {
    ${reads.join('\n    ')}
    const absence = ${bits.length === 0 ? '0' : bits.join(' | ')}
    ${variants.join('\n    ')}
    return first(absence, [${all.map(({ at }) => `value${at}`).join(', ')}], run)
  }`
  try {
    const make = new Function('own', 'first', ...all.map(({ at }) => `part${at}`), source)
    return make(ownMember, first, ...members.values()) as ObjectWriter
  } catch (cause) {
    if (cause instanceof EvalError) return undefined
    throw cause
  }
}

function bitOf(index: number): number {
  return index === -1 ? 0 : 1 << index
}

/** Names are written as they are, which is faster than computed ones; but `__proto__: x` would set the prototype. */
function partSource({ key, at, projection }: { key: string; at: number; projection: Projection }): string {
  const name = JSON.stringify(key)
  const call = `part${at}.project(value${at}, ${name}, run)`
  const { scalar } = projection
  return `${key === '__proto__' ? `[${name}]` : name}: ${scalar === undefined ? call : `typeof value${at} === '${scalar}' ? value${at} : ${call}`}`
}
