import type { Codec, ContentKind } from '../formats/codec.js'
import type { SupportedMediaType } from '../formats/supported-media-type.js'
import type { JsonSchema, Shape } from '../schema/shape.js'
import type { Contents, MediaTypeObject } from './document-objects.js'
import { jsonFirst } from './with-streams.js'

/** What is written in all of the formats, and with what. */
export interface Described {
  readonly schema: JsonSchema
  /** What each item is, where the formats for streams write one after the other. */
  readonly itemSchema: JsonSchema
  readonly shape: Shape | undefined
  readonly kind: ContentKind
  /** A value, from which the example in each format is made; `undefined` for none. */
  readonly example: unknown
}

/** Formats that write one item after the other, with what to say about them. */
const streams: Readonly<Record<string, string>> = {
  'application/x-ndjson': 'Each line is an item, as JSON',
  'text/csv': 'A header line with the names of the columns, then a record for each item (RFC 4180)',
  'text/event-stream': 'Each event has an item, as JSON, for its data',
}

/** The content in each of the formats, with examples by the codecs themselves. */
export function mediaContents(types: readonly SupportedMediaType[], described: Described): Contents {
  return jsonFirst(Object.fromEntries(types.map((type) => [type.mediaType, mediaType(type, described)])))
}

/** Content that the endpoint makes itself. */
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
  // a page is for eyes, and its markup no promise
  if (codec.forPeople === true) {
    return { schema: { type: 'string', description: 'A page for people' }, ...also, 'x-page': true }
  }
  return { schema, ...also, ...example(codec, mediaType, described) }
}

/** OpenAPI 3.1.1 §4.8.14.5: what is no JSON is given as text, as it is on the wire. */
function example(codec: Codec, mediaType: string, { example, kind, shape }: Described): { example?: unknown } {
  if (example === undefined || codec.encode === undefined) return {}
  const content = codec.encode(example, { mediaType, kind, shape })
  if (typeof content !== 'string') return {}
  return { example: codec.suffix === 'json' ? (JSON.parse(content) as unknown) : content }
}
