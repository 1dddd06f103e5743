const keyLength = 200

/**
 * The text by which names are put in order, compared code point by code point: without case and accents, so that `éclair` stands
 * between `Ebony` and `Edge`. The same on every machine, unlike the collations of operating systems and databases.
 *
 * At most 200 code points, so that an index can hold it; names that agree in these count as equal.
 */
export function nameKey(name: string): string {
  const letters = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
  return Array.from(letters).slice(0, keyLength).join('')
}
