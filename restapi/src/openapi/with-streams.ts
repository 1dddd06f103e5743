import type { Contents, ResponseObject } from './document-objects.js'

/**
 * Moves the formats that stream items from `content` to `x-streams`. Client generators treat the whole answer as a stream if `content` has
 * one, and text next to JSON makes the type of the answer a union with `string`.
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

/** Returns the contents with JSON first: many client generators take the first one. */
export function jsonFirst(contents: Contents): Contents {
  const rank = (mediaType: string): number =>
    mediaType === 'application/json' ? 0 : /[/+]json$/.test(mediaType) ? 1 : 2
  return Object.fromEntries(Object.entries(contents).sort(([left], [right]) => rank(left) - rank(right)))
}
