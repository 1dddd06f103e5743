import type { Operation } from '../contract/operation.js'
import { describedResponse, type HeaderFields } from '../contract/responses.js'
import { canonicalName } from '../http/fields.js'
import { componentWord } from './component-word.js'
import type { Reference } from './document-objects.js'
import type { ResponseMaking } from './response-objects.js'

/** Header fields of a success that its 304 repeats (RFC 9110 §15.4.5). */
const repeated = ['Cache-Control', 'Content-Location', 'ETag', 'Expires']

/** Whether conditions may put 304 or 412 in the place of an answer: that of any read that succeeds (RFC 9110 §13.2.1). */
export function isJudged({ method, contract: { responses } }: Operation): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  return responses === undefined || Object.keys(responses).some((status) => Number(status) < 300)
}

/** What the answers to a read have for conditional requests to compare. */
export interface ReadValidators {
  readonly tag: boolean
  readonly date: boolean
}

/** What conditional requests may compare of this operation; of what is no read, nothing. */
export function readValidators(operation: Operation): ReadValidators {
  const { etag, responses } = operation.contract
  const names = isJudged(operation) ? Object.keys(fieldsOf(responses)) : []
  const isHashed = isJudged(operation) && etag === 'content'
  return { tag: isHashed || names.includes('ETag'), date: names.includes('Last-Modified') }
}

/** A 304 in the place of an answer that the client has already (RFC 9110 §15.4.5), or says that it has with `If-None-Match: *`. */
export function notModified(operation: Operation, { components, always }: ResponseMaking): Reference {
  const { etag, responses } = operation.contract
  const { tag, date } = readValidators(operation)
  const all: HeaderFields = { ...fieldsOf(responses), ...(etag === 'content' ? { ETag: true } : {}) }
  // with a tag, the time says nothing more
  const kept = tag ? repeated : [...repeated, 'Last-Modified']
  const own = Object.fromEntries(Object.entries(all).filter(([name]) => kept.includes(name)))
  const further = Object.keys(own).filter((name) => name !== 'ETag' && name !== 'Last-Modified')
  const name = [
    'NotModified',
    tag ? '' : date ? 'Since' : 'Untagged',
    further.length === 0 ? '' : `With${further.map(componentWord).join('')}`,
    always.Deprecation === undefined ? '' : 'Deprecated',
  ].join('')
  return components.share('responses', name, {
    description:
      tag || date
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
