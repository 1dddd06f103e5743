import { z } from 'zod'

const key = /^"(?:[ !#-[\]-~]|\\["\\])*"$/

/**
 * The header fields of a request that has an effect once. The key is a String of RFC 9651, in quotation marks: the draft says so, and a bare
 * token, which some clients send, would be another key than the same text in quotation marks.
 *
 * @see draft-ietf-httpapi-idempotency-key-header-07 §2.1
 */
export const KeyedHeaders = z.object({
  'idempotency-key': z
    .string('is required, such as Idempotency-Key: "order-1"')
    .max(600)
    .regex(key, 'must be a text in quotation marks, such as "order-1" (RFC 9651 §3.3.3)')
    .meta({
      description:
        'A name that the client makes up for this request, in quotation marks: 1 to 255 characters. The same request with the same key has its effect once, and gets the same answer for 24 hours',
      examples: ['"order-1"'],
    }),
})

/** Returns the text of a key: without its quotation marks and the backslashes before others. @see RFC 9651 §4.2.5 */
export function keyText(field: string): string {
  return field.slice(1, -1).replace(/\\(["\\])/g, '$1')
}
