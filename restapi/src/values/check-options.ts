/**
 * Checks the options of a function of this package. A mistyped name is an error, since the default would apply without notice.
 *
 * @param owner the function, as messages name it: `csv()`
 * @throws TypeError unless `options` is an object, and for an unknown option
 */
export function checkOptions(owner: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${owner} takes an object of options: ${names.join(', ')}`)
  }
  checkNames(owner, 'option', options, names)
}

/** Checks the names of members. @param kind the word for a member: `option` @throws TypeError naming the first unknown member */
export function checkNames(owner: string, kind: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    throw new TypeError(`${owner} has no ${kind} '${name}'; its ${kind}s are ${names.join(', ')}`)
  }
}

/** Checks the `indent` option of a codec. @throws TypeError unless it is a number of spaces from 0 to 10 */
export function checkIndent(codec: string, indent: number): void {
  if (Number.isInteger(indent) && indent >= 0 && indent <= 10) return
  throw new TypeError(`${codec}: indent must be an integer from 0 to 10; got ${indent}`)
}
