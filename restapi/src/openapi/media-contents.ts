import type { Codec, ContentKind } from '../formats/codec.js'
import type { SupportedMediaType } from '../formats/supported-media-type.js'
import type { JsonSchema, Shape } from '../schema/shape.js'
import type { Contents, MediaTypeObject } from './document-objects.js'
import { jsonFirst } from './with-streams.js'

/** A value to describe in each of its formats. */
export interface Described {
  readonly schema: JsonSchema
  /** The schema of one item, for formats that write one item after the other. */
  readonly itemSchema: JsonSchema
  readonly shape: Shape | undefined
  readonly kind: ContentKind
  /** A value that each codec encodes as the example of its format; `undefined` for no example. */
  readonly example: unknown
  /** The media types of files, for `multipart/form-data`. */
  readonly encoding?: MediaTypeObject['encoding']
}

/** Descriptions of the formats that write one item after the other. */
const streams: Readonly<Record<string, string>> = {
  'application/x-ndjson': 'Each line is an item, as JSON',
  'application/jsonl': 'Each line is an item, as JSON',
  'text/csv': 'A header line with the names of the columns, then a record for each item (RFC 4180)',
  'text/event-stream': 'The data of each event is an item, as JSON',
}

/** Returns the contents by media type, with examples that the codecs encode. */
export function mediaContents(types: readonly SupportedMediaType[], described: Described): Contents {
  return jsonFirst(Object.fromEntries(types.map((type) => [type.mediaType, mediaType(type, described)])))
}

/** Returns the contents of answers that the endpoint encodes by itself. */
export function readyContents(mediaTypes: readonly string[]): Contents {
  const schemaOf = (mediaType: string): JsonSchema => (/[/+]json\b/.test(mediaType) ? {} : { type: 'string' })
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema: schemaOf(mediaType) }]))
}

function mediaType({ mediaType, aliases, codec }: SupportedMediaType, described: Described): MediaTypeObject {
  const { schema, itemSchema } = described
  const stream = streams[mediaType]
  const also = aliases.length === 0 ? {} : { 'x-aliases': aliases }
  if (stream !== undefined) {
    return {
      schema: { type: 'string', description: stream },
      'x-itemSchema': itemSchema,
      ...also,
      ...example(codec, mediaType, described),
    }
  }
  // the markup of a page is not part of the API
  if (codec.forPeople === true) {
    return { schema: { type: 'string', description: 'A page for people' }, ...also, 'x-page': true }
  }
  const { encoding } = described
  const files = mediaType === 'multipart/form-data' && encoding !== undefined ? { encoding } : {}
  return { schema, ...files, ...also, ...example(codec, mediaType, described) }
}

/** Returns an example. In a format other than JSON it is a string of the encoded content. @see OpenAPI 3.1.1 §4.8.14.5 */
function example(codec: Codec, mediaType: string, { example, kind, shape }: Described): { example?: unknown } {
  if (example === undefined || codec.encode === undefined) return {}
  const content = codec.encode(example, { mediaType, kind, shape })
  if (typeof content !== 'string') return {}
  return { example: codec.suffix === 'json' ? (JSON.parse(content) as unknown) : content }
}
