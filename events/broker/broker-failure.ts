const reasons = new Map([
  ['ECONNREFUSED', 'nothing answers there (connection refused)'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['ENOTFOUND', 'the host name is not known'],
  ['EAI_AGAIN', 'the host name cannot be looked up at the moment'],
  ['ETIMEDOUT', 'there was no answer in time'],
])

const refused = 'the user or the password is wrong, or may not do this'
const alarmed = 'it takes no messages'

/** Returns the reason of a broker with an alarm. @param alarm the words of the broker, such as `low on memory` */
export function alarmReason(alarm: string): string {
  return `${alarmed}: ${alarm}`
}

/** Returns the part of a reason that names no host, user or other name; `undefined` when no part is known to be free of them. */
export function shownReason(reason: string): string | undefined {
  if ([...reasons.values()].includes(reason) || /^it takes no messages: low on [a-z &]+$/.test(reason)) return reason
  return [refused, alarmed].find((text) => reason.startsWith(text))
}

/** Returns the reason why the broker cannot be used, on one line. `undefined` counts as a connection that was cut. */
export function brokerFailure(error: unknown): string {
  if (error === undefined) return 'the connection was cut'
  if (typeof error !== 'object' || error === null) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const text = 'message' in error ? (String(error.message).split('\n', 1)[0] ?? '') : ''
  // RabbitMQ says whether it refuses the login, or a right on which exchange or queue. Its text contains no password.
  const refusal = /ACCESS_REFUSED - (.+?)\.?"?$/.exec(text)?.[1]
  if (refusal !== undefined) return `${refused}: ${refusal}`
  if (/ACCESS[-_]REFUSED/i.test(text)) return refused
  return reasons.get(code) ?? (text || 'unknown failure')
}

/** Returns host, port and virtual host of the broker, without credentials. */
export function brokerAddress(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}`
}
