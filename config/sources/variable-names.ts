import type { Variable } from '../variable.js'
import { variables } from '../variables.js'

const table: Readonly<Record<string, Variable>> = variables

/** The end of the name of a variable that holds the path of a file with a secret. */
export const fileSuffix = '_FILE'

/** Returns the variable of a name; `undefined` when there is none. */
export function variableOf(name: string): Variable | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** Every name that may be given: the variables, and for each secret its name with `_FILE`. */
export const knownNames: ReadonlySet<string> = new Set(
  Object.entries(table).flatMap(([name, { secret }]) => (secret ? [name, name + fileSuffix] : [name])),
)

/** Returns the known name that is most like a wrong one, or `undefined` when none is like it. */
export function nearestName(wrong: string): string | undefined {
  const words = wrong
    .slice(0, 64)
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[-. ]/g, '_')
    .toUpperCase()
  let nearest: { readonly name?: string; readonly changes: number } = { changes: Math.ceil(words.length / 3) + 1 }
  for (const name of knownNames) {
    const changes = changesBetween(words, name)
    if (changes < nearest.changes) nearest = { name, changes }
  }
  return nearest.name
}

/** Returns the number of characters to add, remove or replace (Levenshtein). */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, character] of [...a].entries()) {
    let left = index + 1
    const next = [left]
    for (const [column, other] of [...b].entries()) {
      const above = row[column + 1] ?? 0
      const diagonal = row[column] ?? 0
      left = Math.min(left + 1, above + 1, diagonal + (character === other ? 0 : 1))
      next.push(left)
    }
    row = next
  }
  return row.at(-1) ?? 0
}
