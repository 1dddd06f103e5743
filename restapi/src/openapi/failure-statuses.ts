import type { Operation } from '../contract/operation.js'
import { isProvider } from '../contract/provider.js'
import type { DeclaredResponse } from '../contract/responses.js'
import type { OperationSecurity } from './security-schemes.js'

/** The sources of the failures of an operation, besides its contract. */
export interface FailureSources {
  /** The statuses that the library answers by itself. */
  readonly automatic: readonly number[]
  /** The statuses that middleware may answer with. */
  readonly middleware: readonly number[]
  readonly security: OperationSecurity
  /** True when the path has a PATCH whose contract lists its media types. */
  readonly patches: boolean
  /** True when the path has parameters, so that it may be malformed. */
  readonly inPath: boolean
}

/** The statuses of the failures of an operation, in ascending order. */
export interface FailureStatuses {
  /** The statuses that have a response of their own. */
  readonly own: readonly number[]
  /** The statuses that the shared response `default` describes. */
  readonly shared: readonly number[]
  /** The statuses, own and shared, that may be answered in the envelope. */
  readonly enveloped: ReadonlySet<number>
}

/** Automatic failures that are specific to an operation, so that clients handle them one by one. */
const particular: readonly number[] = [400, 401, 403, 404, 412, 416, 428]

/** Returns the statuses of the failures of an operation. Those that its contract declares have a response of their own. */
export function failureStatuses(operation: Operation, { automatic, middleware }: FailureSources): FailureStatuses {
  const { responses = {}, problems = [] } = operation.contract
  const listed = Object.keys(responses).map(Number)
  const enveloped = new Set([
    ...automatic,
    ...middleware,
    ...listed.filter((status) => status >= 400 && isEnveloped(responses[status])),
  ])
  const declared = new Set([...listed, ...problems.map(({ status }) => status)])
  const all = [...new Set([...enveloped, ...declared])]
    .filter((status) => status >= 400 && responses[status] !== false && !isOwn(responses[status]))
    .filter((status) => enveloped.has(status) || problems.some((problem) => problem.status === status))
    .sort((left, right) => left - right)
  const isShared = (status: number): boolean => !declared.has(status) && !particular.includes(status)
  return { own: all.filter((status) => !isShared(status)), shared: all.filter(isShared), enveloped }
}

/** Reports whether a failure arises before the endpoint and its providers: in the router, or in middleware that authenticates or limits. */
export function isOutside(
  status: number,
  operation: Operation,
  { automatic, middleware, security }: FailureSources,
): boolean {
  const { responses, use } = operation.contract
  if (responses?.[status] !== undefined) return false
  if ((status === 401 || status === 403) && (security.isEnforced || use?.some((each) => isProvider(each)))) return false
  return middleware.includes(status) || (answeredOutside.includes(status) && automatic.includes(status))
}

const answeredOutside: readonly number[] = [401, 403, 405]

/** Reports whether the contract declares its own schema or media types for a status, instead of the envelope. */
function isOwn(declared: DeclaredResponse | undefined): boolean {
  if (declared === undefined || declared === null || typeof declared === 'string') return declared === null
  return (
    declared !== false &&
    ('~standard' in declared || declared.schema !== undefined || declared.mediaTypes !== undefined)
  )
}

function isEnveloped(declared: DeclaredResponse | undefined): boolean {
  return declared !== undefined && declared !== false && !isOwn(declared)
}
