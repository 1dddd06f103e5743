import type { Operation } from '../contract/operation.js'
import { describedResponse, type HeaderFields } from '../contract/responses.js'
import type { ComponentCollection } from './component-collection.js'
import type { ResponseObject } from './document-objects.js'

/** Reports whether a client may ask an operation for a part of its content: the contract declares a file, and only GET has parts (RFC 9110 §14.2). */
export function hasRanges({ method, contract: { responses = {} } }: Pick<Operation, 'method' | 'contract'>): boolean {
  return method === 'GET' && describedResponse(responses[200] ?? null).ranges === true
}

/**
 * Returns the 206 that answers a `Range` in place of a 200 (RFC 9110 §15.3.7).
 *
 * @param fields the header fields of the 200
 */
export function partResponse(
  whole: ResponseObject,
  fields: HeaderFields,
  owner: string,
  components: ComponentCollection,
): ResponseObject {
  return {
    ...whole,
    description: 'The part of the content that `Range` asks for',
    headers: components.headers({ ...fields, 'Content-Range': true }, owner, ['Content-Range']),
  }
}
