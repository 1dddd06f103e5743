import type { Operation } from '../contract/operation.js'
import type { Codec } from '../formats/codec.js'
import { type SupportedMediaType, supportedMediaTypes } from '../formats/supported-media-type.js'
import { formatSuffix } from './format-suffix.js'

/** The media types of a failure. */
export interface FailureTypes {
  readonly types: readonly SupportedMediaType[]
  /** The part of the component's name that names these formats when they differ from those of the end-ware. */
  readonly suffix: string
}

/** The place where a failure arises. */
export interface FailureOrigin {
  /** True for a failure of the router or of middleware, which knows no formats of an endpoint. */
  readonly isOutside: boolean
  /** True when the path has parameters, so that it may be malformed. */
  readonly inPath: boolean
}

/** Returns the media types of the failures of a status. */
export function failureTypes(status: number, operation: Operation, origin: FailureOrigin): FailureTypes {
  const writers = writersOf(status, operation, origin)
  return { types: typesOf(status, operation, writers), suffix: suffixOf(status, operation, writers) }
}

/** Returns the codecs that may write a failure. The router answers 400 for a malformed path before it knows the endpoint. */
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

/** Returns the suffix of the component's name. A 406 lists the formats of the endpoint, so they count when the endpoint lacks a format of the end-ware. */
function suffixOf(status: number, { codecs, fallbackCodecs }: Operation, writers: readonly Codec[]): string {
  const isLess = status === 406 && !fallbackCodecs.every(({ name }) => codecs.some((codec) => codec.name === name))
  return formatSuffix(isLess ? codecs : writers, fallbackCodecs)
}

function typesOf(
  status: number,
  { codecs, failureCodecs, formatParameter }: Operation,
  writers: readonly Codec[],
): readonly SupportedMediaType[] {
  // the request may name an unknown format by the parameter, together with any Accept
  if (status !== 406 || formatParameter !== undefined) return supportedMediaTypes(writers)
  // a client that accepts a format of the endpoint gets no 406; the default format and the problem media types remain
  const first = failureCodecs.find(({ forPeople }) => forPeople !== true)
  return supportedMediaTypes(failureCodecs).flatMap((type) => {
    const { codec } = type
    if (!codecs.includes(codec)) return [type]
    return codec === first || codec.problemType !== undefined ? [{ ...type, aliases: [] }] : []
  })
}
