/** A parsed entity tag. @see RFC 9110 §8.8.3 */
export interface EntityTag {
  readonly weak: boolean
  /** The text between the quotes. */
  readonly opaque: string
}

/** A parsed `If-Match` or `If-None-Match` field: a list of tags, or `*`, which matches every representation. */
export type TagCondition = readonly EntityTag[] | '*'

/** One member of the list. Each part begins with a different character, so matching takes linear time. */
const member = /[ \t]*(?:(W\/)?"([\x21\x23-\x7E\x80-\uFFFF]*)"[ \t]*)?(?:,|$)/y

/** Parses `If-Match` or `If-None-Match` (RFC 9110 §13.1.1, §13.1.2). Returns the tags before the first malformed member. */
export function parseTagCondition(field: string): TagCondition {
  if (field === '*') return '*'
  const tags: EntityTag[] = []
  member.lastIndex = 0
  while (member.lastIndex < field.length) {
    const match = member.exec(field)
    if (match === null) break
    const [, weak, opaque] = match
    if (opaque !== undefined) tags.push({ weak: weak !== undefined, opaque })
  }
  return tags
}

/** Reports whether a tag matches `current` by strong comparison, in which a weak tag never matches. @see RFC 9110 §8.8.3.2 */
export function matchesStrongly(tags: readonly EntityTag[], current: EntityTag): boolean {
  return !current.weak && tags.some(({ weak, opaque }) => !weak && opaque === current.opaque)
}

/** Reports whether a tag matches `current` by weak comparison. @see RFC 9110 §8.8.3.2 */
export function matchesWeakly(tags: readonly EntityTag[], current: EntityTag): boolean {
  return tags.some(({ opaque }) => opaque === current.opaque)
}

/**
 * Returns the strong entity tag of one representation of a version: `"7;json"`. A strong tag must differ for each format and content coding
 * of the same version.
 *
 * @param representation text that differs for each representation of the same version
 * @see RFC 9110 §8.8.3.3
 */
export function entityTag(version: string, representation: string): string {
  return `"${version.replace(/[^\x21\x23\x24\x26-\x3A\x3C-\x7E]+/gu, encodeURIComponent)};${representation}"`
}

/** Returns the version in a tag that {@link entityTag} made; `undefined` for other tags that cannot be decoded. */
export function versionOf({ opaque }: EntityTag): string | undefined {
  try {
    return decodeURIComponent(opaque.split(';', 1)[0] ?? '')
  } catch {
    return undefined
  }
}
