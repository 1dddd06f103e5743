/** `Vary` members of both, each once; `*` says it all (RFC 9110 §12.5.5). */
export function mergeVary(first: string, second: string): string {
  const members = [...first.split(','), ...second.split(',')]
    .map((member) => member.trim())
    .filter((member) => member !== '')
  if (members.includes('*')) return '*'
  const seen = new Map(members.map((member) => [member.toLowerCase(), member]))
  return [...seen.values()].join(', ')
}
