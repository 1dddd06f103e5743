import { randomUUID } from 'node:crypto'
import type { DocumentedOperation, DocumentedResponse } from './documented-operation.js'

/** A request that makes an operation answer with a status. What it leaves out comes from the examples of the document. */
export interface RequestCase {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** The value of the body, written in each format that the operation reads. */
  readonly body?: unknown
  /** A body as it is, in place of a value: `{ mediaType: 'text/csv', data: '…' }`. */
  readonly content?: ReadyBody
  /** Another instance of the application: one whose storage fails, for example. */
  readonly baseUrl?: string
}

/** A body that is sent as it is. */
export interface ReadyBody {
  readonly mediaType: string
  readonly data: string
}

/** A case, or what makes one for each request: a product to delete, for example. */
export type CaseSource = RequestCase | (() => RequestCase | Promise<RequestCase>)

/** Cases by the name of the operation and by status; several for a status are all driven. */
export interface Cases {
  readonly [operationId: string]: { readonly [status: number]: CaseSource | readonly CaseSource[] }
}

/** A case with what only the kit does. */
export interface DrivenCase extends RequestCase {
  readonly method?: string
  /** What stands behind the query. */
  readonly rawQuery?: string
  /** What takes the place of the media type in `Accept`. */
  readonly accept?: string
  /** A header field of the answer to a first request, sent back in a second one. */
  readonly repeat?: { readonly from: string; readonly to: string }
}

/** What default cases are made from. */
export interface CaseMaking {
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** How long a body may be, in bytes. */
  readonly bodyLimit: number
}

/** Names of no method that an operation has. */
const otherMethods = ['DELETE', 'PUT', 'PATCH', 'POST', 'PROPFIND']

/**
 * A case for a status that follows from HTTP alone, made from one that succeeds; `undefined` for a status that only the team
 * knows how to reach.
 */
export function defaultCase(
  success: RequestCase,
  { operation, response, bodyLimit }: CaseMaking,
): DrivenCase | undefined {
  const { parameters, body, methods } = operation
  const lastParam = parameters.filter(({ in: place }) => place === 'path').at(-1)
  const hasHeader = (name: string): boolean =>
    parameters.some((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name)
  const [firstBody] = body
  switch (response.status) {
    case 304:
      return { ...success, repeat: { from: 'etag', to: 'if-none-match' } }
    case 400:
      return { ...success, rawQuery: '%zz' }
    case 404:
      return lastParam && { ...success, params: { ...success.params, [lastParam.name]: randomUUID() } }
    case 405:
      return { ...success, method: otherMethods.find((method) => !methods.includes(method)) ?? 'PROPFIND' }
    case 406:
      return { ...success, accept: unavailable(response) }
    case 412:
      return { ...success, headers: { ...success.headers, 'if-match': '"no-such-version"' } }
    case 413:
      return firstBody && { ...success, content: { mediaType: firstBody.mediaType, data: ' '.repeat(bodyLimit + 1) } }
    case 415:
      return firstBody && { ...success, content: { mediaType: 'application/x-unheard-of', data: 'x' } }
    case 428:
      return hasHeader('if-match') ? { ...success, headers: { ...success.headers, 'if-match': undefined } } : undefined
    default:
      return undefined
  }
}

/** A media type that no operation has; the problems of the same family tell the format in which to say so. */
function unavailable(response: DocumentedResponse): string {
  return response.contents.some(({ mediaType }) => mediaType === 'application/xml')
    ? 'family'
    : 'application/x-unheard-of'
}
