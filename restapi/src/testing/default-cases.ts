import { randomUUID } from 'node:crypto'
import {
  contentOf,
  type DocumentedContent,
  type DocumentedOperation,
  type DocumentedResponse,
  mediaTypesOf,
} from './documented-operation.js'
import type { DrivenCase, RequestCase } from './request-case.js'

/** What default cases are made from. */
export interface CaseMaking {
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** What the answer should be in. */
  readonly mediaType: string | undefined
  /** What a body is sent in. */
  readonly body: DocumentedContent | undefined
  /** How long a body may be, in bytes. */
  readonly bodyLimit: number
}

/**
 * Whether a media type of a 400 is none of the endpoint's, so that only a path that cannot be decoded is answered in it: by the router,
 * which knows no endpoint then.
 */
export function isOfRouterOnly({
  operation,
  response,
  mediaType,
}: Pick<CaseMaking, 'operation' | 'response' | 'mediaType'>): boolean {
  const { parameters, responses } = operation
  if (response.status !== 400 || !parameters.some(({ in: place }) => place === 'path')) return false
  const others = responses.filter(({ status, contents }) => !ofRouter.includes(status) && contents.length > 0)
  return others.length > 0 && !others.some(({ contents }) => contentOf(contents, mediaType) !== undefined)
}

/** Statuses that an operation may have before its endpoint is asked. */
const ofRouter: readonly number[] = [400, 401, 403, 405]

/** Names of no method that an operation has. */
const otherMethods = ['DELETE', 'PUT', 'PATCH', 'POST', 'PROPFIND']

/**
 * The cases for a status that follow from HTTP alone, made from one that succeeds; none for a status that only the team knows how
 * to reach.
 */
export function defaultCases(success: RequestCase, making: CaseMaking): readonly DrivenCase[] {
  const { operation, response, body, bodyLimit } = making
  const { parameters, fittingMethods } = operation
  const lastParam = parameters.filter(({ in: place }) => place === 'path').at(-1)
  const hasHeader = (name: string): boolean =>
    parameters.some((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name)
  switch (response.status) {
    case 304:
      return [{ ...success, ...notModified(operation) }]
    case 400:
      if (isOfRouterOnly(making)) return [{ ...success, rawPath: '%zz' }]
      return [{ ...success, rawQuery: '%zz' }, ...malformedCases(success, body)]
    case 404:
      return lastParam ? [{ ...success, params: { ...success.params, [lastParam.name]: randomUUID() } }] : []
    case 405:
      return [{ ...success, method: otherMethods.find((method) => !fittingMethods.includes(method)) ?? 'PROPFIND' }]
    case 406:
      return [{ ...success, ...unavailable(making) }]
    case 412:
      return [{ ...success, headers: { ...success.headers, 'if-match': '"no-such-version"' } }]
    case 413:
      return body ? [{ ...success, content: { mediaType: body.mediaType, data: ' '.repeat(bodyLimit + 1) } }] : []
    case 415:
      return body
        ? [
            { ...success, content: { mediaType: 'application/x-unheard-of', data: 'x' } },
            { ...success, headers: { ...success.headers, 'content-encoding': 'x-unheard-of' } },
          ]
        : []
    case 428:
      return hasHeader('if-match') ? [{ ...success, headers: { ...success.headers, 'if-match': undefined } }] : []
    default:
      return []
  }
}

/** A body that is not what its media type says; none where it is not known what that is. */
export function malformedCases(success: RequestCase, body: DocumentedContent | undefined): readonly DrivenCase[] {
  const family = /[/+](json|xml)$/.exec(body?.mediaType ?? '')?.[1]
  if (body === undefined || family === undefined) return []
  return [{ ...success, content: { mediaType: body.mediaType, data: family === 'json' ? '{' : '<' } }]
}

/** What makes an answer one that the client has already. */
function notModified({ responses }: DocumentedOperation): Partial<DrivenCase> {
  const success = responses.find(({ status }) => status >= 200 && status < 300)
  const names = success?.headers.map(({ name }) => name.toLowerCase()) ?? []
  if (names.includes('etag')) return { repeat: { from: 'etag', to: 'if-none-match' } }
  if (names.includes('last-modified')) return { repeat: { from: 'last-modified', to: 'if-modified-since' } }
  return { headers: { 'if-none-match': '*' } }
}

/** What asks for a format that there is not, so that the failure comes in this media type. */
function unavailable({ operation, response, mediaType = '' }: CaseMaking): Partial<DrivenCase> {
  const parameter = operation.parameters.find(({ namesFormat }) => namesFormat)
  if (parameter !== undefined) return { rawQuery: `${encodeURIComponent(parameter.name)}=x-unheard-of` }
  const family = /[/+](json|xml)$/.exec(mediaType)?.[1]
  const isAlias = contentOf(response.contents, mediaType)?.mediaType !== mediaType
  // the problems of a family are no format of values, but tell the format in which to say so
  if (family !== undefined && !isAlias) return { accept: `application/problem+${family}` }
  const values = operation.responses.flatMap(({ status, contents }) => (status < 300 ? mediaTypesOf(contents) : []))
  const isRefused = isAlias || (values.length > 0 && !values.includes(mediaType))
  return { accept: isRefused ? mediaType : 'application/x-unheard-of' }
}
