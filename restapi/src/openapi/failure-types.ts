import type { Operation } from '../contract/operation.js'
import type { Codec } from '../formats/codec.js'
import { type SupportedMediaType, supportedMediaTypes } from '../formats/supported-media-type.js'
import { formatSuffix } from './format-suffix.js'

/** The media types that a failure comes in. */
export interface FailureTypes {
  readonly types: readonly SupportedMediaType[]
  /** The part of a component's name that tells those from the formats of the end-ware. */
  readonly suffix: string
}

/** Where a failure arises. */
export interface FailureOrigin {
  /** Whether no endpoint is asked, nor its formats: the failure is that of the path or of middleware. */
  readonly isOutside: boolean
  /** Whether the path has parameters, so that it may be malformed. */
  readonly inPath: boolean
}

/** Finds the media types of the failures of a status. */
export function failureTypes(status: number, operation: Operation, origin: FailureOrigin): FailureTypes {
  const writers = writersOf(status, operation, origin)
  return { types: typesOf(status, operation, writers), suffix: suffixOf(status, operation, writers) }
}

/** Writes a failure. That of a path that cannot be decoded is found by the router, which knows no endpoint yet. */
function writersOf(
  status: number,
  { failureCodecs, fallbackCodecs }: Operation,
  { isOutside, inPath }: FailureOrigin,
): readonly Codec[] {
  if (isOutside) return fallbackCodecs
  if (status !== 400 || !inPath) return failureCodecs
  const known = fallbackCodecs.map(({ mediaTypes }) => mediaTypes[0])
  return [...fallbackCodecs, ...failureCodecs.filter(({ mediaTypes }) => !known.includes(mediaTypes[0]))]
}

/** A 406 depends on what the endpoint speaks as well, unless that is more than everything else does. */
function suffixOf(status: number, { codecs, fallbackCodecs }: Operation, writers: readonly Codec[]): string {
  const isLess = status === 406 && !fallbackCodecs.every(({ name }) => codecs.some((codec) => codec.name === name))
  return formatSuffix(isLess ? codecs : writers, fallbackCodecs)
}

function typesOf(
  status: number,
  { codecs, failureCodecs, formatParameter }: Operation,
  writers: readonly Codec[],
): readonly SupportedMediaType[] {
  // a client that names an unknown format may accept whatever failures are written in
  if (status !== 406 || formatParameter !== undefined) return supportedMediaTypes(writers)
  // a client that accepts a format of the values gets no 406: what is left is the default, and what is asked for by its problems
  const first = failureCodecs.find(({ forPeople }) => forPeople !== true)
  return supportedMediaTypes(failureCodecs).flatMap((type) => {
    const { codec } = type
    if (!codecs.includes(codec)) return [type]
    return codec === first || codec.problemType !== undefined ? [{ ...type, aliases: [] }] : []
  })
}
