/** Reports whether what a name stands for are members with names of their own. */
export function isMembers(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}
