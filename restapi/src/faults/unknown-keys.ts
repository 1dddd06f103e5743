import type { StandardIssue } from '../schema/standard-schema.js'

/** Returns the unknown members that one issue of zod names; `undefined` for another issue. zod reports them at their object, all at once. */
export function unknownKeys(issue: StandardIssue): readonly string[] | undefined {
  const { code, keys } = issue as { code?: unknown; keys?: unknown }
  return code === 'unrecognized_keys' && Array.isArray(keys) ? keys : undefined
}
