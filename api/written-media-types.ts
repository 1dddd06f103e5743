import { type Codec, eventStream } from '@endware/restapi'
import { exportFormats, formats, listFormats } from './formats.js'
import { yaml } from './yaml.js'

const codecs: readonly Codec[] = [...formats, ...exportFormats, ...listFormats, yaml(), eventStream()]

/** The media types that the service writes: those of all formats, and of problems in them. */
export const writtenMediaTypes: readonly string[] = [
  ...new Set(codecs.flatMap(({ mediaTypes, problemType }) => [...mediaTypes, ...(problemType ? [problemType] : [])])),
]
