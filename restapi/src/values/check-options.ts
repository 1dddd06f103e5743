/**
 * Checks the options of a function of this package: a mistyped option must not mean the default.
 *
 * @param owner the function, as messages name it: `csv()`
 * @throws TypeError for what is no object of options, and for an option that there is not
 */
export function checkOptions(owner: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${owner} takes an object of options: ${names.join(', ')}`)
  }
  checkNames(owner, 'option', options, names)
}

/** Refuses members of other names. @param kind what the members are called: `option` @throws TypeError naming the first */
export function checkNames(owner: string, kind: string, given: object, names: readonly string[]): void {
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    throw new TypeError(`${owner} has no ${kind} '${name}'; its ${kind}s are ${names.join(', ')}`)
  }
}
