import type { Statement } from './statements.js'

/**
 * Returns a function that makes a statement of values by name. The names are looked for once.
 *
 * @param text SQL with names of values, such as `:id`. It may have casts such as `:id::uuid`
 */
export function namedStatement<Name extends string>(text: string) {
  const names: Name[] = []
  const numbered = text.replace(/(?<!:):(\w+)/g, (_, name: Name) => {
    const known = names.indexOf(name)
    return `$${known === -1 ? names.push(name) : known + 1}`
  })
  return (values: Readonly<Record<Name, unknown>>): Statement => ({
    text: numbered,
    values: names.map((name) => values[name]),
  })
}
