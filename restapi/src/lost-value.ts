import { types } from 'node:util'

/**
 * The error for an object that stands for a value instead of being one, in which JSON sees no members: what would come of it is `{}`,
 * which nobody means.
 *
 * @param key the property that holds it; empty for the whole
 */
export function lostValue(value: object, key: string): TypeError | undefined {
  const advice = adviceOn(value)
  if (advice === undefined) return undefined
  return new TypeError(`${advice}${key === '' ? '' : `, at the property ${JSON.stringify(key)}`}`)
}

function adviceOn(value: object): string | undefined {
  if (types.isPromise(value)) return 'a promise has no representation: await it'
  if (types.isGeneratorObject(value)) {
    return 'a generator has no representation: collect its values, or return an async one alone, to be streamed'
  }
  if (value instanceof Response) {
    return 'a Response of fetch has no representation: return its value, or ok().withContent(response.body, mediaType)'
  }
  return undefined
}
