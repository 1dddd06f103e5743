/** Returns an example as it is sent: text as it is, a form as its pairs, any other value as JSON. Empty if there is no example. */
export function exampleText(example: unknown, mediaType: string): string {
  if (example === undefined) return ''
  if (mediaType === 'application/x-www-form-urlencoded' && typeof example === 'object' && example !== null) {
    const pairs = Object.entries(example).flatMap(([name, value]) =>
      [value].flat().map((item): [string, string] => [name, String(item)]),
    )
    return new URLSearchParams(pairs).toString()
  }
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2)
}
