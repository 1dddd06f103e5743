import type { ReadAnswer } from './send-case.js'

/** Compares the content of a 206 with its `Content-Range`, and returns the difference (RFC 9110 §15.3.7). */
export function rangeFaults({ status, headers, content }: ReadAnswer): readonly string[] {
  const field = headers.get('content-range')
  if (status !== 206 || field === null) return []
  const [, first, last] = /^bytes (\d+)-(\d+)\/\d+$/.exec(field) ?? []
  const length = Number(last) - Number(first) + 1
  if (length === content.length) return []
  return [`the content has ${content.length} bytes, but Content-Range is ${field}`]
}
