import type { Operation } from '../contract/operation.js'

/** Gives the operations at hand when it is called: routers get routes after they were mounted, too. */
export type ListOperations = () => readonly Operation[]

/**
 * Finds the operations of what `router.use` was given: routers of `api.routes`, at each of the paths.
 *
 * @throws TypeError (the function returned) for such a router at a path that is a regular expression, or within a plain router, whose
 * paths nobody can read: its operations would be lost
 */
export function nestedOperations(given: readonly unknown[]): ListOperations {
  const [first] = given
  const isPath = !isHandler(Array.isArray(first) ? first.flat(Number.POSITIVE_INFINITY)[0] : first)
  const paths: readonly unknown[] = isPath ? [first].flat() : ['/']
  const handlers = (isPath ? given.slice(1) : given).flat(Number.POSITIVE_INFINITY)
  return () =>
    handlers.flatMap((handler) =>
      operationsOf(handler).flatMap((operation) => paths.map((path) => at(path, operation))),
    )
}

function isHandler(value: unknown): boolean {
  return typeof value === 'function'
}

function at(path: unknown, operation: Operation): Operation {
  if (typeof path === 'string') return { ...operation, mounts: [path, ...operation.mounts] }
  throw new TypeError(
    `${operation.method} ${operation.path} is mounted at ${String(path)}, of which OpenAPI has no template: mount it at a string`,
  )
}

function operationsOf(handler: unknown): readonly Operation[] {
  const { operations } = Object(handler) as { readonly operations?: readonly Operation[] }
  if (Array.isArray(operations)) return operations
  const [lost] = stackOf(handler).flatMap((layer) => operationsOf(layer.handle))
  if (lost === undefined) return []
  throw new TypeError(
    `${lost.method} ${lost.path} is within a plain router, which tells no paths: make that one by api.routes(Router()), too`,
  )
}

interface Layer {
  readonly handle: unknown
}

/** Returns the layers of a router or an application of Express; an empty list for anything else. */
function stackOf(handler: unknown): readonly Layer[] {
  const { stack, _router } = Object(handler) as { readonly stack?: unknown; readonly _router?: { stack?: unknown } }
  if (Array.isArray(stack)) return stack
  if (Array.isArray(_router?.stack)) return _router.stack
  const isApplication =
    typeof handler === 'function' && 'listen' in handler && 'router' in handler && !('_router' in handler)
  return isApplication ? stackOf(handler.router) : []
}
