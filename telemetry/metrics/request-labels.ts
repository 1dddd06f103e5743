import type { Request } from 'express'

/** The methods that OpenTelemetry names, and QUERY (RFC 10008). */
const methods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'QUERY',
  'CONNECT',
  'TRACE',
])

/** The label of a value that is not in the list of its label. */
const other = '_OTHER'

/** The most templates that get series of their own. The service has some thirty; clients cannot add any. */
const mostTemplates = 200

/** Returns the method, or `_OTHER` for one that is not well known. */
export function methodLabel(method: string): string {
  return methods.has(method) ? method : other
}

/**
 * Returns a function that finds the template of the route that answered, such as `/v1/products/:id`, or `undefined` when none did. The
 * number of its results is bounded even if a router is mounted under a parameter: from then on it returns `_OTHER`.
 */
export function routeLabel(): (request: Request) => string | undefined {
  const templates = new Set<string>()
  return ({ baseUrl, route }) => {
    const path: unknown = route?.path
    if (typeof path !== 'string') return undefined
    // The case of the path where a router is mounted is the client's choice.
    const template = baseUrl === '' ? path : baseUrl.toLowerCase() + path
    if (templates.has(template)) return template
    if (templates.size >= mostTemplates) return other
    templates.add(template)
    return template
  }
}
