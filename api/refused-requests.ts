import type { ErrorHandler, Middleware } from '@endware/restapi'

/**
 * Returns the handler of requests that the server refuses, such as those that are no HTTP. They get the fields and the record that
 * `middleware` gives each request, then the answer of `failed`.
 */
export function refusedRequests([first, ...others]: readonly Middleware[], failed: ErrorHandler): ErrorHandler {
  if (first === undefined) return failed
  const next = refusedRequests(others, failed)
  return (error, request, response) => first(request, response, () => next(error, request, response))
}
