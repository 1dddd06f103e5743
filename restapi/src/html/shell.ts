/** Header fields and other arguments of a `curl` command, before its URL. */
export type CurlArguments = readonly string[]

/** Returns a `curl` command. @param given arguments as the shell reads them, with quotes where they need some */
export function curlCommand(given: CurlArguments, target: string): string {
  // curl expands brackets and braces in URLs unless it is given -g
  return ['curl', ...(/[[\]{}]/.test(target) ? ['-g'] : []), ...given, quoted(target)].join(' ')
}

/** Quotes any text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
