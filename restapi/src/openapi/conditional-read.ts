import { canonicalName } from '../fields.js'
import type { Operation } from '../operation.js'
import { describedResponse, type HeaderFields } from '../responses.js'
import type { Reference } from './document-objects.js'
import type { ResponseMaking } from './response-objects.js'

/** Header fields of a success that its 304 repeats (RFC 9110 §15.4.5). */
const repeated = ['Cache-Control', 'Content-Location', 'ETag', 'Expires']

/** Whether conditions may put 304 or 412 in the place of an answer: that of any read that succeeds (RFC 9110 §13.2.1). */
export function isJudged({ method, contract: { responses } }: Operation): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  return responses === undefined || Object.keys(responses).some((status) => Number(status) < 300)
}

/** Whether the answers to a read have something for conditional requests to compare. */
export function isConditionalRead(operation: Operation): boolean {
  const { etag, responses } = operation.contract
  const fields = Object.keys(fieldsOf(responses))
  return isJudged(operation) && (etag === 'content' || fields.includes('ETag') || fields.includes('Last-Modified'))
}

/** A 304 in the place of an answer that the client has already (RFC 9110 §15.4.5), or says that it has with `If-None-Match: *`. */
export function notModified(operation: Operation, { components, always }: ResponseMaking): Reference {
  const { etag, responses } = operation.contract
  const all: HeaderFields = { ...fieldsOf(responses), ...(etag === 'content' ? { ETag: true } : {}) }
  const names = Object.keys(all)
  // with a tag, the time says nothing more
  const kept = names.includes('ETag') ? repeated : [...repeated, 'Last-Modified']
  const own = Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name)))
  const name = [
    'NotModified',
    names.includes('ETag') ? '' : names.includes('Last-Modified') ? 'Since' : 'Untagged',
    always.Deprecation === undefined ? '' : 'Deprecated',
  ].join('')
  return components.share('responses', name, {
    description: isConditionalRead(operation)
      ? 'What the client has is still current'
      : 'The client says with `If-None-Match: *` that it has an answer already',
    headers: components.headers({ ...always, ...own }, name),
  })
}

/** The header fields that the successes of a contract have, by their customary names. */
function fieldsOf(responses: Operation['contract']['responses'] = {}): HeaderFields {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([status, declared]) =>
      Number(status) < 300
        ? Object.entries(describedResponse(declared).headers ?? {}).map(([name, field]) => [canonicalName(name), field])
        : [],
    ),
  )
}
