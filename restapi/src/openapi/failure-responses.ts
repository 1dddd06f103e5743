import type { Operation } from '../contract/operation.js'
import { describedResponse, type HeaderFields } from '../contract/responses.js'
import { reasonPhrase } from '../http/status.js'
import { type FailureText, failureText } from './automatic-failures.js'
import { componentWord } from './component-word.js'
import { isJudged, readValidators } from './conditional-read.js'
import type { Reference } from './document-objects.js'
import { failureContents } from './failure-contents.js'
import { declaredProblem } from './failure-schema.js'
import { type FailureSources, type FailureStatuses, isOutside } from './failure-statuses.js'
import { failureTypes } from './failure-types.js'
import { formatFields } from './header-objects.js'
import type { ResponseMaking } from './response-objects.js'

/**
 * Makes the responses of the failures that an operation does not share with every other one: those that its contract tells of, and the
 * problems that it lists. They are components, since several operations have the same.
 */
export function failureResponses(
  operation: Operation,
  { own, enveloped }: FailureStatuses,
  sources: FailureSources,
  making: ResponseMaking,
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
  { schemas, components, always }: ResponseMaking,
): Reference {
  const { responses = {}, problems: all = [] } = operation.contract
  const problems = all.filter((problem) => problem.status === status)
  const { headers = {} } = describedResponse(responses[status] ?? false)
  const origin = { isOutside: isOutside(status, operation, sources), inPath: sources.inPath }
  const { types, suffix } = failureTypes(status, operation, origin)
  const hasNoVersion = status === 412 && isUntagged(operation)
  const text = failureText(status, operation, { patches: sources.patches, hasNoVersion })
  const declared = problems.map((problem) => declaredProblem(problem).name)
  const phrase = componentWord(reasonPhrase(status))
  const name = [isEnveloped || declared.length === 0 ? phrase : '', ...declared].join('')
  const fields = {
    ...always,
    ...formatFields(types.map(({ codec }) => codec)),
    ...fieldsOf(text),
    ...headers,
  }
  const withPatch = text.headers?.includes('Accept-Patch') === true ? 'WithAcceptPatch' : ''
  const untagged = hasNoVersion ? 'Untagged' : ''
  const deprecated = always.Deprecation === undefined ? '' : 'Deprecated'
  return components.share('responses', `${name}${untagged}${withPatch}${suffix}${deprecated}`, {
    description: [...(isEnveloped ? [text.description] : []), ...problems.map(({ title }) => title)].join('; '),
    headers: components.headers(fields, name, text.required),
    content: failureContents(operation, { status, text, isEnveloped, problems, types }, schemas),
  })
}

/** The header fields that come with a failure. */
export function fieldsOf({ headers = [] }: FailureText): HeaderFields {
  return Object.fromEntries(headers.map((each) => [each, true as const]))
}

/** Whether it is a read that answers without anything to compare, so that no version can be the present one. */
function isUntagged(operation: Operation): boolean {
  const { tag, date } = readValidators(operation)
  return isJudged(operation) && !tag && !date && operation.contract.responses?.[412] === undefined
}
