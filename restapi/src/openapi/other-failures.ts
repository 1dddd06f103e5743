import type { Operation } from '../contract/operation.js'
import { failureText } from './automatic-failures.js'
import { sharedSuffix } from './component-name.js'
import type { Contents, MediaTypeObject, Reference } from './document-objects.js'
import { failureContents } from './failure-contents.js'
import { fieldsOf } from './failure-responses.js'
import { type FailureSources, isOutside } from './failure-statuses.js'
import { failureTypes } from './failure-types.js'
import { formatSuffix } from './format-suffix.js'
import { formatFields } from './header-objects.js'
import type { ResponseContext } from './response-objects.js'

/** Failures that any operation can have. The shared response always lists their header fields, so that it is the same for all operations. */
const usual: readonly number[] = [405, 408, 413, 415, 500, 503]

/**
 * Returns a reference to the response `default`: all failures that operations share.
 *
 * @param shared statuses of the shared failures that this operation can have
 */
export function otherFailures(
  operation: Operation,
  shared: readonly number[],
  sources: FailureSources,
  { schemas, components, always }: ResponseContext,
): Reference {
  const surroundings = { patches: sources.patches, hasNoVersion: false, readsBearer: false }
  const text = failureText(500, operation, surroundings)
  const byOrigin = [true, false].flatMap((isOut): Origin[] => {
    const statuses = shared.filter((status) => isOutside(status, operation, sources) === isOut)
    const { types } = failureTypes(isOut ? 405 : 500, operation, { isOutside: isOut, inPath: false })
    return statuses.length === 0 ? [] : [{ statuses, types }]
  })
  const types = [...new Map(byOrigin.flatMap((each) => each.types.map((type) => [type.mediaType, type]))).values()]
  const contents = failureContents(operation, { status: 500, text, isEnveloped: true, problems: [], types }, schemas)
  const fields = Object.assign(
    {},
    always,
    formatFields(types.map(({ codec }) => codec)),
    ...[...new Set([...usual, ...shared])].map((status) => fieldsOf(failureText(status, operation, surroundings))),
  )
  const name = [
    'OtherFailure',
    sources.patches ? 'WithAcceptPatch' : '',
    formatSuffix(operation.failureCodecs, operation.fallbackCodecs),
    sharedSuffix(always),
  ].join('')
  return components.share('responses', name, {
    description:
      'Any other failure, by `status`: the method is not supported (405), `Accept` allows no format (406), the body is late (408), too large (413) or of an unsupported type (415), there are too many requests (429), or the service fails (500, 503)',
    headers: components.headers(fields, name),
    content: restricted(contents, byOrigin),
  })
}

interface Origin {
  readonly statuses: readonly number[]
  readonly types: ReturnType<typeof failureTypes>['types']
}

/** Adds `x-statuses` to each content that not all of the statuses have. */
function restricted(contents: Contents, origins: readonly Origin[]): Contents {
  const typeNames = ({ types }: Origin): readonly string[] =>
    types.flatMap(({ mediaType, codec }) => [
      mediaType,
      ...(codec.problemType === undefined ? [] : [codec.problemType]),
    ])
  return Object.fromEntries(
    Object.entries(contents).map(([mediaType, content]): [string, MediaTypeObject] => {
      const having = origins.filter((origin) => typeNames(origin).includes(mediaType))
      if (having.length === origins.length) return [mediaType, content]
      return [mediaType, { ...content, 'x-statuses': having.flatMap(({ statuses }) => statuses) }]
    }),
  )
}
