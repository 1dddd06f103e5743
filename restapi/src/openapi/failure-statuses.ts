import type { Operation } from '../contract/operation.js'
import type { DeclaredResponse } from '../contract/responses.js'

/** The failures that follow from what an operation is, and those of its surroundings. */
export interface FailureSources {
  /** The statuses of those that an operation has of itself. */
  readonly automatic: readonly number[]
  /** The statuses of those that middleware may answer with. */
  readonly middleware: readonly number[]
  /** Whether the path has a PATCH that says which media types it takes. */
  readonly patches: boolean
  /** Whether the path has parameters, so that it may be malformed. */
  readonly inPath: boolean
}

/** The statuses of the failures of an operation, in ascending order. */
export interface FailureStatuses {
  /** Those with a response of their own. */
  readonly own: readonly number[]
  /** Those that every operation shares, under `default`. */
  readonly shared: readonly number[]
  /** Those that come in the envelope, of both. */
  readonly enveloped: ReadonlySet<number>
}

/** Automatic failures that say something particular about an operation: a client acts on them. */
const particular: readonly number[] = [400, 401, 403, 404, 412, 428]

/** Finds the statuses of the failures of an operation: what its contract tells or lists as problems has a response of its own. */
export function failureStatuses(operation: Operation, { automatic, middleware }: FailureSources): FailureStatuses {
  const { responses = {}, problems = [] } = operation.contract
  const told = Object.keys(responses).map(Number)
  const enveloped = new Set([
    ...automatic,
    ...middleware,
    ...told.filter((status) => status >= 400 && isEnveloped(responses[status])),
  ])
  const declared = new Set([...told, ...problems.map(({ status }) => status)])
  const all = [...new Set([...enveloped, ...declared])]
    .filter((status) => status >= 400 && responses[status] !== false && !isOwn(responses[status]))
    .filter((status) => enveloped.has(status) || problems.some((problem) => problem.status === status))
    .sort((left, right) => left - right)
  const isShared = (status: number): boolean => !declared.has(status) && !particular.includes(status)
  return { own: all.filter((status) => !isShared(status)), shared: all.filter(isShared), enveloped }
}

/** Reports whether a failure arises before the endpoint is asked: in the router, or in middleware that authenticates or limits. */
export function isOutside(status: number, operation: Operation, { automatic, middleware }: FailureSources): boolean {
  if (operation.contract.responses?.[status] !== undefined) return false
  return middleware.includes(status) || (answeredOutside.includes(status) && automatic.includes(status))
}

const answeredOutside: readonly number[] = [401, 403, 405]

/** Reports whether the endpoint answers with a status in its own way, so that there is a schema of its own for it. */
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
