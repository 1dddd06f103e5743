import { queryOf } from '../http/exchange.js'
import type { HttpRequest } from '../http/http.js'
import { requestCookies } from '../http/request-cookies.js'
import { absent, malformed, type Presented, present, type ReadCredentials } from './credentials.js'

/**
 * The place of an API key: a header field, a query parameter or a cookie.
 *
 * @see OpenAPI 3.1.1 §4.8.27
 * @example
 * const place: ApiKeyPlace = 'header'
 * const key = securityScheme.apiKey({ in: place, name: 'X-Key', verify: (text) => text === 'k-1' && { user: 'ann' } })
 * const secured = endware({ security: { key } })
 */
export type ApiKeyPlace = 'header' | 'query' | 'cookie'

/**
 * Returns the function that reads an API key from its place. A query parameter that is sent twice is malformed: another program on the way may
 * have judged the other one.
 */
export function apiKeyReader(place: ApiKeyPlace, name: string): ReadCredentials<string> {
  const valuesOf = places[place]
  return (request) => onlyOne(valuesOf(request, name), place, name)
}

const places: Readonly<Record<ApiKeyPlace, (request: HttpRequest, name: string) => readonly string[]>> = {
  header: ({ headers }, name) => [headers[name.toLowerCase()] ?? []].flat(),
  query: ({ originalUrl, url = '' }, name) => new URLSearchParams(queryOf({ url: originalUrl ?? url })).getAll(name),
  cookie: ({ headers }, name) => [requestCookies(headers.cookie)[name] ?? []].flat(),
}

function onlyOne(values: readonly string[], place: ApiKeyPlace, name: string): Presented<string> {
  const [value = ''] = values
  if (values.length > 1) return malformed(`expected the ${placeNames[place]} ${name} once, got it several times`)
  return value === '' ? absent : present(value)
}

/** The places as messages name them. */
export const placeNames: Readonly<Record<ApiKeyPlace, string>> = {
  header: 'header field',
  query: 'query parameter',
  cookie: 'cookie',
}
