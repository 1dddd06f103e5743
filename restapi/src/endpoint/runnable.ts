import type { Input } from './endpoint-input.js'
import type { Endpoint } from './endpoint-type.js'

/**
 * Returns the function of an endpoint, which may be an object with `handle`.
 *
 * @throws TypeError when `endpoint` is neither, or takes two parameters: a handler of `(request, response)` would get no response
 */
export function runnable(endpoint: Endpoint<never, unknown>): (input: Input) => unknown {
  const run = typeof endpoint === 'function' ? endpoint : endpoint?.handle
  if (typeof run !== 'function') {
    throw new TypeError(
      `an endpoint is a function, or an object with a handle method, not ${typeName(endpoint)}; it comes last: (contract, endpoint)`,
    )
  }
  if (run.length > 1) {
    throw new TypeError(
      'an endpoint takes one argument, ({ params, query, body, request }) => value, and returns its answer. A handler of ' +
        '(request, response), which api.endpoint() makes too, is added as the router does it: routes.all(path, handler) or app.get(path, handler)',
    )
  }
  if (typeof endpoint === 'function') return endpoint as (input: Input) => unknown
  return (input) => endpoint.handle(input as never)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`
}
