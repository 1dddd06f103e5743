import { randomUUID } from 'node:crypto'
import { type CredentialMakers, isSecured, requirementFor } from './credentials.js'
import {
  contentOf,
  type DocumentedContent,
  type DocumentedOperation,
  type DocumentedResponse,
  mediaTypesOf,
} from './documented-operation.js'
import type { DrivenCase, ReadyBody, RequestCase } from './request-case.js'

/** The documented operation and answer that default cases are made for. */
export interface CaseTarget {
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** The expected media type of the answer. */
  readonly mediaType: string | undefined
  /** The format of the body. */
  readonly body: DocumentedContent | undefined
  /** The maximum size of a body, in bytes. */
  readonly bodyLimit: number
  /** The functions that make valid credentials. */
  readonly credentials: CredentialMakers
}

/**
 * Reports whether only the router answers a 400 in this media type: the endpoint does not have it. The router answers 400 for a malformed
 * path, before it knows the endpoint.
 */
export function isOfRouterOnly({
  operation,
  response,
  mediaType,
}: Pick<CaseTarget, 'operation' | 'response' | 'mediaType'>): boolean {
  const { parameters, responses } = operation
  if (response.status !== 400 || !parameters.some(({ in: place }) => place === 'path')) return false
  const others = responses.filter(({ status, contents }) => !ofRouter.includes(status) && contents.length > 0)
  return others.length > 0 && !others.some(({ contents }) => contentOf(contents, mediaType) !== undefined)
}

/** Statuses that may be answered before the endpoint is called. */
const ofRouter: readonly number[] = [400, 401, 403, 405]

/** Methods to try that a path may not have. */
const otherMethods = ['DELETE', 'PUT', 'PATCH', 'POST', 'PROPFIND']

/**
 * Returns the cases for a status that HTTP defines, made from a case that succeeds. There are none for a status that depends on the
 * application.
 */
export function defaultCases(success: RequestCase, target: CaseTarget): readonly DrivenCase[] {
  const { operation, response, body, bodyLimit, credentials } = target
  const { parameters, fittingMethods } = operation
  const lastParam = parameters.filter(({ in: place }) => place === 'path').at(-1)
  const hasHeader = (name: string): boolean =>
    parameters.some((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name)
  switch (response.status) {
    case 206:
      return [{ ...success, headers: { ...success.headers, range: 'bytes=0-0' } }]
    case 304:
      return [{ ...success, ...notModified(operation) }]
    case 400:
      if (isOfRouterOnly(target)) return [{ ...success, rawPath: '%zz' }]
      return [
        { ...success, rawQuery: '%zz' },
        ...malformedCases(success, body),
        ...withoutCookies(success, operation),
        ...untyped(success, operation),
      ]
    case 401:
      if (!isSecured(operation)) return []
      return [
        { ...success, credentials: 'none' },
        ...operation.security.map((wrongFor): DrivenCase => ({ ...success, credentials: { wrongFor } })),
      ]
    case 403:
      return requirementFor(operation, credentials)?.some(({ scopes }) => scopes.length > 0)
        ? [{ ...success, credentials: 'unscoped' }]
        : []
    case 404:
      return lastParam ? [{ ...success, params: { ...success.params, [lastParam.name]: randomUUID() } }] : []
    case 405:
      return [{ ...success, method: otherMethods.find((method) => !fittingMethods.includes(method)) ?? 'PROPFIND' }]
    case 406:
      return [{ ...success, ...unavailable(target) }]
    case 412:
      return [{ ...success, headers: { ...success.headers, 'if-match': '"no-such-version"' } }]
    case 413:
      return body ? [{ ...success, content: tooLarge(body.mediaType, bodyLimit) }] : []
    case 415:
      return body
        ? [
            { ...success, content: { mediaType: 'application/x-unheard-of', data: 'x' } },
            { ...success, headers: { ...success.headers, 'content-encoding': 'x-unheard-of' } },
          ]
        : []
    case 416:
      return [{ ...success, headers: { ...success.headers, range: 'bytes=999999999999999-' } }]
    case 428:
      return hasHeader('if-match') ? [{ ...success, headers: { ...success.headers, 'if-match': undefined } }] : []
    default:
      return []
  }
}

/** Returns a body larger than the limit. A form has a field of that size, since its format has a limit of its own. */
function tooLarge(mediaType: string, bodyLimit: number): ReadyBody {
  const data = ' '.repeat(bodyLimit + 1)
  if (mediaType !== 'multipart/form-data') return { mediaType, data }
  const field = `--x\r\nContent-Disposition: form-data; name="x"\r\n\r\n${data}\r\n--x--\r\n`
  return { mediaType: `${mediaType}; boundary=x`, data: field }
}

/** Returns a case with a malformed JSON or XML body; none for other formats. */
export function malformedCases(success: RequestCase, body: DocumentedContent | undefined): readonly DrivenCase[] {
  const family = /[/+](json|xml)$/.exec(body?.mediaType ?? '')?.[1]
  if (body === undefined || family === undefined) return []
  return [{ ...success, content: { mediaType: body.mediaType, data: family === 'json' ? '{' : '<' } }]
}

/** Returns a case for each required cookie, which it leaves out. */
function withoutCookies(success: RequestCase, { parameters }: DocumentedOperation): readonly DrivenCase[] {
  const required = parameters.filter(({ in: place, required }) => place === 'cookie' && required)
  return required.map(({ name }) => ({ ...success, cookies: { ...success.cookies, [name]: undefined } }))
}

/** Returns a QUERY without `Content-Type`, which RFC 10008 §2.1 refuses; none for other methods. */
function untyped(success: RequestCase, { method }: DocumentedOperation): readonly DrivenCase[] {
  return method === 'QUERY' ? [{ ...success, headers: { ...success.headers, 'content-type': undefined } }] : []
}

/** Returns the header fields for which the answer is 304. */
function notModified({ responses }: DocumentedOperation): Partial<DrivenCase> {
  const success = responses.find(({ status }) => status >= 200 && status < 300)
  const names = success?.headers.map(({ name }) => name.toLowerCase()) ?? []
  if (names.includes('etag')) return { repeat: { from: 'etag', to: 'if-none-match' } }
  if (names.includes('last-modified')) return { repeat: { from: 'last-modified', to: 'if-modified-since' } }
  return { headers: { 'if-none-match': '*' } }
}

/** Returns an `Accept` or a query that no format fits, and for which the 406 has this media type. */
function unavailable({ operation, response, mediaType = '' }: CaseTarget): Partial<DrivenCase> {
  const parameter = operation.parameters.find(({ namesFormat }) => namesFormat)
  if (parameter !== undefined) return { rawQuery: `${encodeURIComponent(parameter.name)}=x-unheard-of` }
  const family = /[/+](json|xml)$/.exec(mediaType)?.[1]
  const isAlias = contentOf(response.contents, mediaType)?.mediaType !== mediaType
  // a problem media type is not a format of values, but selects the format of the failure
  if (family !== undefined && !isAlias) return { accept: `application/problem+${family}` }
  const values = operation.responses.flatMap(({ status, contents }) => (status < 300 ? mediaTypesOf(contents) : []))
  const isRefused = isAlias || (values.length > 0 && !values.includes(mediaType))
  return { accept: isRefused ? mediaType : 'application/x-unheard-of' }
}
