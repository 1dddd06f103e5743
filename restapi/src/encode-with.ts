import type { Codec, EncodeContext } from './codec.js'

/** Content as this codec writes it. @throws TypeError for a codec that only reads, and whatever the codec throws */
export function encodeWith(codec: Codec, value: unknown, context: EncodeContext): string | Uint8Array {
  if (codec.encode === undefined) throw new TypeError(`the codec '${codec.name}' only reads`)
  return codec.encode(value, context)
}
