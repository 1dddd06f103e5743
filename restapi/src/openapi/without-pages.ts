import type { Operation } from '../contract/operation.js'
import type { Codec } from '../formats/codec.js'

/** The operation without its pages for people; every operation has other formats, too. */
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
