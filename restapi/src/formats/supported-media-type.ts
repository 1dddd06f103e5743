import type { Codec } from './codec.js'

/** A format under one of its media types, for answers or for bodies. */
export interface SupportedMediaType {
  readonly mediaType: string
  /** Other media types that mean the same. */
  readonly aliases: readonly string[]
  readonly codec: Codec
}

/** The codecs under their own media types, the first of which is the name of the format. */
export function supportedMediaTypes(codecs: readonly Codec[]): readonly SupportedMediaType[] {
  return codecs.flatMap((codec) => {
    const [mediaType, ...aliases] = codec.mediaTypes
    return mediaType === undefined ? [] : [{ mediaType, aliases, codec }]
  })
}
