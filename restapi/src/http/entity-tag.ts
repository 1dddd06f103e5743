/** An entity tag (RFC 9110 §8.8.3) taken apart. */
export interface EntityTag {
  readonly weak: boolean
  /** What stands between the quotes. */
  readonly opaque: string
}

/** What an `If-Match` or `If-None-Match` field names: certain tags, or with `*` whatever there is. */
export type TagCondition = readonly EntityTag[] | '*'

/** One member of the list; each part begins with what no other begins with, so that matching is linear. */
const member = /[ \t]*(?:(W\/)?"([\x21\x23-\x7E\x80-\uFFFF]*)"[ \t]*)?(?:,|$)/y

/** Reads the field of a condition (RFC 9110 §13.1.1); what is malformed in it matches nothing. */
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

/** Strong comparison (RFC 9110 §8.8.3.2): a weak tag equals nothing, not even itself. */
export function matchesStrongly(tags: readonly EntityTag[], current: EntityTag): boolean {
  return !current.weak && tags.some(({ weak, opaque }) => !weak && opaque === current.opaque)
}

/** Weak comparison (RFC 9110 §8.8.3.2). */
export function matchesWeakly(tags: readonly EntityTag[], current: EntityTag): boolean {
  return tags.some(({ opaque }) => opaque === current.opaque)
}

/**
 * The tag of one representation of a version: `"7;json"`. It is strong, so it has to differ between the representations of one
 * version, by format and by content coding (RFC 9110 §8.8.3.3).
 *
 * @param representation what tells this representation from the others of the same version
 */
export function entityTag(version: string, representation: string): string {
  return `"${version.replace(/[^\x21\x23\x24\x26-\x3A\x3C-\x7E]+/gu, encodeURIComponent)};${representation}"`
}

/** The version that a tag made by `entityTag` stands for; `undefined` for a tag that cannot be one. */
export function versionOf({ opaque }: EntityTag): string | undefined {
  try {
    return decodeURIComponent(opaque.split(';', 1)[0] ?? '')
  } catch {
    return undefined
  }
}
