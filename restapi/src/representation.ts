import type { Format } from './format.js'

/**
 * What tells the representation in one format, coded as this client allows, from others of the same version.
 *
 * @param format `undefined` for content that is not negotiated
 * @param codings of a middleware that compresses, where there is one: see `codingsOf`
 */
export function representationKey(format: Format | undefined, codings: string | undefined): string {
  const key = format === undefined ? 'content' : formatKey(format)
  return codings === undefined ? key : `${key};${codings}`
}

function formatKey({ codec, mediaType }: Format): string {
  return mediaType === codec.mediaTypes[0] ? codec.name : mediaType.replace('/', '-')
}

/** What clients make up besides makes no difference, and has no place in a tag. */
const known: ReadonlySet<string> = new Set(['*', 'br', 'compress', 'deflate', 'gzip', 'x-gzip', 'zstd'])

/**
 * The content codings that `Accept-Encoding` allows, sorted: what a middleware that compresses makes its choice by. Nobody can
 * tell beforehand which it will take, but clients that allow the same get the same.
 *
 * @see RFC 9110 §12.5.3
 */
export function codingsOf(acceptEncoding: string | undefined): string | undefined {
  const codings = (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((member) => member.split(';').map((part) => part.trim()))
    .filter(([coding = '', weight = '']) => known.has(coding) && !/^q=0(?:\.0*)?$/.test(weight))
    .map(([coding, weight = '']) => (/^q=(?:0\.\d+|\.\d+)$/.test(weight) ? `${coding}${weight.slice(1)}` : coding))
  return codings.length === 0 ? undefined : [...new Set(codings)].sort().join('+')
}
