import { STATUS_CODES } from 'node:http'

/** Reason phrases in RFC 9110 §15 that differ from those in Node's table. */
const renamed: Readonly<Record<number, string>> = {
  413: 'Content Too Large',
  418: "I'm a Teapot",
  422: 'Unprocessable Content',
}

/** Returns the reason phrase of a status; `Unknown` for a status that is not registered. @see RFC 9110 §15 */
export function reasonPhrase(status: number): string {
  return renamed[status] ?? STATUS_CODES[status] ?? 'Unknown'
}

/** Returns the code of failures with this status: the reason phrase in kebab-case, such as `not-found`. */
export function failureCodeOf(status: number): string {
  const known = codes.get(status)
  if (known !== undefined) return known
  const code = reasonPhrase(status)
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
  codes.set(status, code)
  return code
}

const codes = new Map<number, string>()

/** Reports whether `status` is an integer from 200 to 599. A 1xx status is interim. @see RFC 9110 §15.2 */
export function isFinalStatus(status: unknown): status is number {
  return Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599
}

/** Reports whether `status` is an integer from 400 to 599. @see RFC 9110 §15.5, §15.6 */
export function isFailureStatus(status: unknown): status is number {
  return isFinalStatus(status) && status >= 400
}

/** Reports whether a response with this status never has content. @see RFC 9110 §15.3.5, §15.3.6, §15.4.5 */
export function isContentless(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}
