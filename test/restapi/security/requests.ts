import type { HttpRequest } from '../../../restapi/src/http/http.js'

/** Returns a request with these header fields, each given as Node parses it: name and value. */
export function requestWith(fields: readonly (readonly [name: string, value: string])[], url = '/'): HttpRequest {
  const headers: Record<string, string> = {}
  for (const [name, value] of fields) headers[name.toLowerCase()] ??= value
  return { headers, rawHeaders: fields.flat(), url } as unknown as HttpRequest
}

/** Returns a request with one `Authorization` field. */
export function authorized(value: string): HttpRequest {
  return requestWith([['Authorization', value]])
}
