import type { Contents, ResponseObject } from './document-objects.js'

/**
 * Splits contents into those of a whole value, JSON first, and the streams of its items, which stand beside them: a generator that finds
 * a stream among the contents makes the whole answer one, and text beside JSON makes its type a union with `string`.
 */
export function withStreams(contents: Contents): Pick<ResponseObject, 'content' | 'x-streams'> {
  const entries = Object.entries(contents)
  const isStream = ([, content]: (typeof entries)[number]): boolean => content['x-itemSchema'] !== undefined
  const whole = entries.filter((entry) => !isStream(entry))
  if (!whole.some(([, content]) => content['x-page'] === undefined) || whole.length === entries.length) {
    return { content: Object.fromEntries(entries) }
  }
  return { content: Object.fromEntries(whole), 'x-streams': Object.fromEntries(entries.filter(isStream)) }
}

/** The same contents, those of JSON before the others: many generators take the first. */
export function jsonFirst(contents: Contents): Contents {
  const rank = (mediaType: string): number =>
    mediaType === 'application/json' ? 0 : /[/+]json$/.test(mediaType) ? 1 : 2
  return Object.fromEntries(Object.entries(contents).sort(([left], [right]) => rank(left) - rank(right)))
}
