/**
 * Returns a URL without some parameters of its query. Use it for parameters with secrets, which must not be shown or logged.
 *
 * @param names the decoded names of the parameters
 */
export function withoutParameters(url: string, names: readonly string[]): string {
  if (names.length === 0) return url
  const start = url.indexOf('?')
  if (start === -1) return url
  const pairs = url.slice(start + 1).split('&')
  const kept = pairs.filter((pair) => !names.includes(nameOf(pair)))
  return kept.length === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${kept.join('&')}`
}

/** Returns the decoded name of a pair, as a browser decodes it. @see https://url.spec.whatwg.org/#urlencoded-parsing */
function nameOf(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return /[%+]/.test(name) ? ([...new URLSearchParams(name).keys()][0] ?? '') : name
}
