import { errorCode, errorText } from './thrown-error.js'

export interface ConnectionFailure {
  /** One line of text for people. It contains no secret. */
  readonly reason: string
  /** True when another try may succeed. False for a wrong password or an unknown database. */
  readonly passing: boolean
}

const passing = new Map([
  ['ECONNREFUSED', 'nothing answers there (connection refused)'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['ENOTFOUND', 'the host name is not known'],
  ['EAI_AGAIN', 'the host name cannot be looked up at the moment'],
  ['ETIMEDOUT', 'there was no answer in time'],
  ['EHOSTUNREACH', 'there is no route to the host'],
  ['ENETUNREACH', 'there is no route to the network'],
  ['ENOENT', 'there is no such socket'],
  ['53300', 'all of its connections are taken'],
  ['57P01', 'it is shutting down'],
  ['57P02', 'it is recovering from a crash'],
  ['57P03', 'it is starting up or shutting down'],
])

const lasting = new Map([
  ['28P01', 'the user or the password is wrong'],
  ['28000', 'the user may not connect'],
  ['3D000', 'there is no database of this name'],
  ['42501', 'the user may not use this database'],
  ['EACCES', 'the socket may not be used'],
])

const unprotected = 'it asks for a password'
const bouncing = 'PgBouncer has no connection for it at the moment'
const ownTexts = new Set([...passing.values(), ...lasting.values(), unprotected, bouncing])

/** The refusals of PgBouncer that pass. All that it refuses has the code of a protocol violation. */
const ofBusyPgbouncer =
  /^(no more connections allowed|server login has been failing|server DNS lookup failed|query_wait_timeout|client_login_timeout)/

/** Reports whether a reason is a text of this program. Others are of the system or the server, and may name hosts and users. */
export function isOwnText(reason: string): boolean {
  return ownTexts.has(reason)
}

/** Returns the reason why `pg` could not connect. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const code = errorCode(error) ?? ''
  const known = passing.get(code)
  if (known !== undefined) return { reason: known, passing: true }
  const refusal = lasting.get(code)
  if (refusal !== undefined) return { reason: refusal, passing: false }

  const text = errorText(error)
  if (/timeout/i.test(text)) return { reason: 'there was no answer in time', passing: true }
  // `pg` says that a client is not queryable when its connection was cut between two queries, or right after it opened.
  if (/^connection terminated|not queryable$/i.test(text)) return { reason: 'the connection was cut', passing: true }
  if (code === '08P01' && ofBusyPgbouncer.test(text)) return { reason: bouncing, passing: true }
  if (/password must be a string/i.test(text)) return { reason: unprotected, passing: false }
  return { reason: text.split('\n', 1)[0] || `unknown failure ${code}`.trim(), passing: false }
}
