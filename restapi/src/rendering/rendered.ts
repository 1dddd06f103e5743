import type { Fields } from '../http/fields.js'
import type { OpenStream } from '../outcomes/reply.js'

/** An answer in its final form: all that is left is to write it. */
export interface Rendered {
  readonly status: number
  readonly fields: Fields
  /** `undefined` when there is none; the fields that describe content are then absent, too. */
  readonly content: string | Uint8Array | OpenStream | undefined
}

/** Whether content is a stream, whose length nobody knows yet. */
export function isOpenStream(content: Rendered['content']): content is OpenStream {
  return typeof content === 'object' && !(content instanceof Uint8Array)
}
