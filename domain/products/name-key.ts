const keyLength = 200

/** Text whose letters have no accents, so that nothing has to be taken apart. */
const ascii = /^[\0-\x7f]*$/

/**
 * Returns the sort key of a name, without case and accents: `éclair` sorts between `Ebony` and `Edge`. Keys are compared by code points.
 * They are the same on every machine, unlike the collations of operating systems and databases.
 *
 * A key has at most 200 code points, so that an index can hold it. Names with the same key are equal in the order.
 */
export function nameKey(name: string): string {
  if (ascii.test(name)) return name.toLowerCase().trim().slice(0, keyLength)
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
  return Array.from(letters).slice(0, keyLength).join('')
}
