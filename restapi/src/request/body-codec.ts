import type { Codec } from '../formats/codec.js'

/** Returns the codec for a media type: one that names it, else one for its suffix (RFC 6838 §4.2.8). */
export function bodyCodec(codecs: readonly Codec[], mediaType: string): Codec | undefined {
  const named = codecs.find((codec) => codec.mediaTypes.includes(mediaType))
  if (named !== undefined) return named
  const suffix = /\+([^+]+)$/.exec(mediaType)?.[1]
  return codecs.find((codec) => suffix !== undefined && codec.suffix === suffix)
}

/** Reports whether a codec reads bodies as streams. */
export function isStreamed({ decodeStream }: Codec): boolean {
  return decodeStream !== undefined
}

/** The codecs of forms, which are not among the codecs of `endware()` by default. */
const formCodecs: ReadonlyMap<string, string> = new Map([
  ['application/x-www-form-urlencoded', 'form()'],
  ['multipart/form-data', 'multipart()'],
])

/** Returns the error for a media type in `consumes` that no codec reads. It names the codec to add, if that is known. */
export function noBodyCodec(mediaType: string): TypeError {
  const missing = formCodecs.get(mediaType) ?? 'one that does'
  return new TypeError(
    `no codec reads '${mediaType}', which a contract consumes; add ${missing} to the codecs of endware()`,
  )
}
