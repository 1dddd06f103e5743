import type { Codec } from './codec.js'

/**
 * A media type that a codec supports, for answers or for bodies.
 *
 * @example
 * const namesOf = ({ mediaType, aliases }: SupportedMediaType) => [mediaType, ...aliases]
 * const added = routes.post('/notes', { body: z.object({}), consumes: ['application/json'] }, () => undefined)
 * added.operations.flatMap(({ reads }) => reads.flatMap(namesOf)) // => ['application/json']
 */
export interface SupportedMediaType {
  readonly mediaType: string
  /** Other media types of the same format. */
  readonly aliases: readonly string[]
  readonly codec: Codec
}

/** Returns the default media type of each codec, with its aliases. */
export function supportedMediaTypes(codecs: readonly Codec[]): readonly SupportedMediaType[] {
  return codecs.flatMap((codec) => {
    const [mediaType, ...aliases] = codec.mediaTypes
    return mediaType === undefined ? [] : [{ mediaType, aliases, codec }]
  })
}

/** Returns the names of the media types, aliases included. */
export function mediaTypesOf(supported: readonly SupportedMediaType[]): readonly string[] {
  return supported.flatMap(({ mediaType, aliases }) => [mediaType, ...aliases])
}
