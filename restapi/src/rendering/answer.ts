import type { Fields } from '../http/fields.js'
import type { OpenStream } from '../outcomes/reply.js'

/** Status, header fields and content, ready to be written. */
export interface Answer {
  readonly status: number
  readonly fields: Fields
  /** `undefined` for an answer without content. Such an answer has no fields that describe content. */
  readonly content: string | Uint8Array | OpenStream | undefined
}

/** Reports whether content is a stream, or a part of a file. */
export function isOpenStream(content: Answer['content']): content is OpenStream {
  return typeof content === 'object' && !(content instanceof Uint8Array)
}
