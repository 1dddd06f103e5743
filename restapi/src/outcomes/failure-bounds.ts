/**
 * Bounds of an answer that reports a failure: 48 KiB of content and 8 KiB of header fields are less than 64 KiB together. A request must
 * not become a larger answer, or a few cheap requests would cost gigabytes.
 */
export const failureBounds = {
  /** Octets of the content. */
  content: 48 * 1024,
  /** Octets of the header fields that the failure brings. */
  fields: 8 * 1024,
  /** UTF-16 units of the message, the help, the path and the query. */
  text: 1_000,
  /** UTF-16 units of the request id. */
  requestId: 200,
  /** Entries of `errors`. */
  errors: 100,
  /** UTF-16 units of the pointers and messages of all entries of `errors` together. */
  errorTexts: 16 * 1024,
  /** UTF-16 units of the pointer, and of the message, of one entry. */
  errorText: 300,
  /** UTF-16 units of one name, such as a member of the body or a media type, that is repeated in a message. */
  name: 100,
} as const
