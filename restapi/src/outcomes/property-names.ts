import { checkMembers } from '../values/check-value.js'

/** The members of a problem that RFC 9457 §3.1 defines. No extension may replace them. */
export const problemMembers: readonly string[] = ['type', 'title', 'status', 'detail', 'instance']

/** The names that the envelopes of this package use themselves. */
const reserved: ReadonlySet<string> = new Set([...problemMembers, 'help', 'timestamp', 'requestId', 'errors'])

/**
 * Checks the properties of an error. `problemEnvelope` writes them as extensions of the problem (RFC 9457 §3.2), where a property with
 * the name of another member would be lost or would replace it. They are checked for every envelope, since it may change.
 *
 * @throws TypeError that names the property
 */
export function checkProperties(properties: unknown): void {
  checkMembers('the properties of an error', properties)
  for (const name of Object.keys(properties)) {
    if (!reserved.has(name)) continue
    throw new TypeError(
      `a property of an error cannot be called '${name}', since the envelope has a member of that name; choose another name, or return problem({ status, ${name} })`,
    )
  }
}
