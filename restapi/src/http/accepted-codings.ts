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
