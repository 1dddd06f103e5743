import type { Codec, EncodeContext } from './codec.js'

/** Content as this codec writes it. @throws TypeError for a codec that only reads or gives no content, and whatever the codec throws */
export function encodeWith(codec: Codec, value: unknown, context: EncodeContext): string | Uint8Array {
  if (codec.encode === undefined) throw new TypeError(`the codec '${codec.name}' only reads`)
  const content: unknown = codec.encode(value, context)
  if (!isContent(content)) throw new TypeError(`the codec '${codec.name}' gave neither text nor bytes`)
  return content
}

/** Whether `content` is what HTTP can carry. */
export function isContent(content: unknown): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array
}
