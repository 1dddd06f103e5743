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
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue
    throw new TypeError(`${owner} has no option '${name}'; its options are ${names.join(', ')}`)
  }
}
