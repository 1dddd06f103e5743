import { STATUS_CODES } from 'node:http'

/** Reason phrases that RFC 9110 §15 renamed after Node's own table was made. */
const renamed: Readonly<Record<number, string>> = {
  413: 'Content Too Large',
  418: "I'm a Teapot",
  422: 'Unprocessable Content',
}

/** The reason phrase of a status as RFC 9110 §15 names it; `Unknown` for a status that is not registered. */
export function reasonPhrase(status: number): string {
  return renamed[status] ?? STATUS_CODES[status] ?? 'Unknown'
}

/** The name for programs of a failure of this status: its reason phrase in kebab-case, `not-found`. */
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

/** Whether `status` can end an exchange: an integer from 200 to 599 (1xx are interim, RFC 9110 §15.2). */
export function isFinalStatus(status: unknown): status is number {
  return Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599
}

/** Whether `status` tells of a failure: an integer from 400 to 599 (RFC 9110 §15.5, §15.6). */
export function isFailureStatus(status: unknown): status is number {
  return isFinalStatus(status) && status >= 400
}

/** Whether a response of this status has no content by definition (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
export function isContentless(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}
