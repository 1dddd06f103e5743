/**
 * The bounds of an error answer: 48 KiB of content and 8 KiB of header fields, less than 64 KiB together. Without them a few cheap
 * requests could cause gigabytes of answers.
 */
export const failureBounds = {
  /** Octets of the content. */
  content: 48 * 1024,
  /** Octets of the header fields of the failure. */
  fields: 8 * 1024,
  /** UTF-16 units of each of: message, help, path and query. */
  text: 1_000,
  /** UTF-16 units of the request id. */
  requestId: 200,
  /** Entries of `errors`. */
  errors: 100,
  /** UTF-16 units of all pointers and messages in `errors` together. */
  errorTexts: 16 * 1024,
  /** UTF-16 units of each pointer and each message in `errors`. */
  errorText: 300,
  /** UTF-16 units of one name in a message, such as a member of the body or a media type. */
  name: 100,
} as const
