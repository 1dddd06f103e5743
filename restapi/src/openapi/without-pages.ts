import type { Operation } from '../contract/operation.js'
import type { Codec } from '../formats/codec.js'

/** Returns the operation without HTML pages. */
export function withoutPages(operation: Operation): Operation {
  return {
    ...operation,
    codecs: operation.codecs.filter(isForPrograms),
    failureCodecs: operation.failureCodecs.filter(isForPrograms),
    fallbackCodecs: operation.fallbackCodecs.filter(isForPrograms),
  }
}

function isForPrograms({ forPeople }: Codec): boolean {
  return forPeople !== true
}
