/** A name of a member as it is, unless it is too long for one. */
export function memberName(name: string): string {
  return name.length <= 200 ? name : `${name.slice(0, 200).replace(/[\uD800-\uDBFF]$/, '')}…`
}
