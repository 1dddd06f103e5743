import { describeValue } from '../values/check-value.js'
import { type Fields, noFields, withField } from './fields.js'

/** The name of a protocol with an optional version. @see RFC 9110 §7.8 */
const protocol = /^[\w!#$%&'*+.^`|~-]+(?:\/[\w!#$%&'*+.^`|~-]+)?$/

/**
 * Returns the field `Upgrade` with these protocols.
 *
 * @throws TypeError unless there is a protocol, and each is a name with an optional version, such as `websocket` or `HTTP/2.0`
 */
export function upgradeFields(protocols: string | readonly string[]): Fields {
  const all: readonly unknown[] = [protocols].flat()
  if (all.length === 0 || !all.every((each) => typeof each === 'string' && protocol.test(each))) {
    throw new TypeError(
      `a 426 names the protocols to upgrade to (RFC 9110 §15.5.22): upgradeRequired('websocket', message); got ${describeValue(protocols)}`,
    )
  }
  return withField(noFields, { name: 'Upgrade', value: all.join(', ') })
}
