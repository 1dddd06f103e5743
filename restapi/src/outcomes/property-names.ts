import { checkMembers } from '../values/check-value.js'

/** Members of problems (RFC 9457 §3.1), whose place no extension may take. */
export const problemMembers: readonly string[] = ['type', 'title', 'status', 'detail', 'instance']

/** Names that failures of an envelope use themselves: as members of problems, and for what problems have besides. */
const reserved: ReadonlySet<string> = new Set([...problemMembers, 'help', 'timestamp', 'requestId', 'errors'])

/**
 * Checks the properties of an error. They are extensions of the problem under `problemEnvelope` (RFC 9457 §3.2), so that a name which it
 * has itself would be lost or would replace it, whichever envelope is in use today.
 *
 * @throws TypeError naming the property
 */
export function checkProperties(properties: unknown): void {
  checkMembers('the properties of an error', properties)
  for (const name of Object.keys(properties)) {
    if (!reserved.has(name)) continue
    throw new TypeError(
      `a property of an error cannot be called '${name}', as failures have a member of that name; choose another, or return problem({ status, ${name} })`,
    )
  }
}
