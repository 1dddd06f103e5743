import type { Operation } from '../contract/operation.js'
import { describedResponse, type HeaderFields } from '../contract/responses.js'
import { reasonPhrase } from '../http/status.js'
import { type FailureText, failureText } from './automatic-failures.js'
import { componentWord, sharedSuffix } from './component-name.js'
import { isJudged, readValidators } from './conditional-read.js'
import type { Reference } from './document-objects.js'
import { failureContents } from './failure-contents.js'
import { declaredProblem } from './failure-schema.js'
import { type FailureSources, type FailureStatuses, isOutside } from './failure-statuses.js'
import { failureTypes } from './failure-types.js'
import { formatFields } from './header-objects.js'
import type { ResponseContext } from './response-objects.js'

/**
 * Returns references to the responses of the failures that an operation does not share with every other operation, by status. These are the
 * failures that its contract declares and those specific to it. Each response is a component, since several operations may have the same.
 */
export function failureResponses(
  operation: Operation,
  { own, enveloped }: FailureStatuses,
  sources: FailureSources,
  making: ResponseContext,
): Record<string, Reference> {
  return Object.fromEntries(
    own.map((status) => {
      const { description } = describedResponse(operation.contract.responses?.[status] ?? false)
      const reference = share(status, operation, enveloped.has(status), sources, making)
      return [String(status), description === undefined ? reference : { ...reference, description }]
    }),
  )
}

function share(
  status: number,
  operation: Operation,
  isEnveloped: boolean,
  sources: FailureSources,
  { schemas, components, always }: ResponseContext,
): Reference {
  const { responses = {}, problems: all = [] } = operation.contract
  const problems = all.filter((problem) => problem.status === status)
  const { headers = {} } = describedResponse(responses[status] ?? false)
  const origin = { isOutside: isOutside(status, operation, sources), inPath: sources.inPath }
  const { types, suffix } = failureTypes(status, operation, origin)
  const hasNoVersion = status === 412 && isUntagged(operation)
  const text = failureText(status, operation, {
    patches: sources.patches,
    hasNoVersion,
    readsBearer: sources.security.readsBearer,
  })
  const declared = problems.map((problem) => declaredProblem(problem, operation).name)
  const phrase = componentWord(reasonPhrase(status))
  const name = [isEnveloped || declared.length === 0 ? phrase : '', ...declared].join('')
  const fields = {
    ...always,
    ...formatFields(types.map(({ codec }) => codec)),
    ...fieldsOf(text),
    ...headers,
  }
  const withPatch = text.headers?.includes('Accept-Patch') === true ? 'WithAcceptPatch' : ''
  const withChallenge = status === 400 && sources.security.readsBearer ? 'WithChallenge' : ''
  const untagged = hasNoVersion ? 'Untagged' : ''
  const names = [name, untagged, withPatch, withChallenge, suffix, sharedSuffix(always)]
  return components.share('responses', names.join(''), {
    description: [...(isEnveloped ? [text.description] : []), ...problems.map(({ title }) => title)].join('; '),
    headers: components.headers(fields, name, text.required),
    content: failureContents(operation, { status, text, isEnveloped, problems, types }, schemas),
  })
}

/** Returns the header fields of a failure, each described by its RFC. */
export function fieldsOf({ headers = [] }: FailureText): HeaderFields {
  return Object.fromEntries(headers.map((each) => [each, true as const]))
}

/** Reports whether the operation is a read whose answers have no validator, so that `If-Match` never matches. */
function isUntagged(operation: Operation): boolean {
  const { tag, date } = readValidators(operation)
  return isJudged(operation) && !tag && !date && operation.contract.responses?.[412] === undefined
}
