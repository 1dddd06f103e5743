import type { Operation } from '../contract/operation.js'
import { declaredHeaders, describedResponse, type HeaderFields } from '../contract/responses.js'
import { isRead } from '../http/conditions.js'
import { canonicalName } from '../http/fields.js'
import { componentWord, sharedSuffix } from './component-name.js'
import type { Reference } from './document-objects.js'
import type { ResponseContext } from './response-objects.js'

/** Header fields of a success that its 304 repeats (RFC 9110 §15.4.5). */
const repeated = ['Cache-Control', 'Content-Location', 'ETag', 'Expires']

/** Reports whether a condition of the request may replace the answer by 304 or 412: true for reads that can succeed (RFC 9110 §13.2.1). */
export function isJudged({ method, contract: { responses = {} }, declaresResponses }: Operation): boolean {
  if (!isRead(method)) return false
  return !declaresResponses || Object.keys(responses).some((status) => Number(status) < 300)
}

/** The validators that the answers to a read have (RFC 9110 §8.8). */
export interface ReadValidators {
  readonly tag: boolean
  readonly date: boolean
}

/** Returns the validators of an operation; both are false when it is not a read. */
export function readValidators(operation: Operation): ReadValidators {
  const { etag, responses } = operation.contract
  const names = isJudged(operation) ? Object.keys(fieldsOf(responses)) : []
  const isHashed = isJudged(operation) && etag === 'content'
  return { tag: isHashed || names.includes('ETag'), date: names.includes('Last-Modified') }
}

/** Returns the response for 304: the client has the current answer already, or claims so with `If-None-Match: *` (RFC 9110 §15.4.5). */
export function notModified(operation: Operation, { components, always }: ResponseContext): Reference {
  const { etag, responses } = operation.contract
  const { tag, date } = readValidators(operation)
  const all: HeaderFields = { ...fieldsOf(responses), ...(etag === 'content' ? { ETag: true } : {}) }
  // RFC 9110 §15.4.5: a 304 with an entity tag needs no Last-Modified
  const kept = tag ? repeated : [...repeated, 'Last-Modified']
  const own = Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name)))
  const further = Object.keys(own).filter((name) => name !== 'ETag' && name !== 'Last-Modified')
  const name = [
    'NotModified',
    tag ? '' : date ? 'Since' : 'Untagged',
    further.length === 0 ? '' : `With${further.map(componentWord).join('')}`,
    sharedSuffix(always),
  ].join('')
  return components.share('responses', name, {
    description:
      tag || date
        ? 'The version that the client has is still current'
        : 'The request has `If-None-Match: *`, so the client has an answer already',
    headers: components.headers({ ...always, ...own }, name),
  })
}

/** Returns the header fields that the successes of a contract declare, by their canonical names. */
function fieldsOf(responses: Operation['contract']['responses'] = {}): HeaderFields {
  return Object.fromEntries(
    Object.entries(responses).flatMap(([status, declared]) =>
      Number(status) < 300
        ? Object.entries(declaredHeaders(describedResponse(declared))).map(([name, field]) => [
            canonicalName(name),
            field,
          ])
        : [],
    ),
  )
}
