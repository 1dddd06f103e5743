import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'

/** The classes of requests and responses that a server makes. */
type Classes = Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>

/**
 * Classes whose instances have the prototypes of an Express application from the start, where that is faster. Express gives each
 * request and response its application's prototypes; before V8 13 (Node 20 and 22) an object whose prototype changes stays slow
 * for life, and with these classes nothing changes. From V8 13 on it is these classes that are slow.
 */
export function applicationClasses(app: unknown, engine: string = process.versions.v8): Classes {
  const { request, response } = app as { request?: unknown; response?: unknown }
  if (Number.parseInt(engine, 10) >= 13) return {}
  if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) return {}
  return {
    IncomingMessage: withPrototype(IncomingMessage, request),
    ServerResponse: withPrototype(ServerResponse, response),
  }
}

/** A class that is `Base` but for the prototype of its instances: an object that has Base's own in its chain. */
function withPrototype<Base extends typeof IncomingMessage | typeof ServerResponse>(
  Base: Base,
  prototype: IncomingMessage | ServerResponse,
): Base {
  function Made(this: object, first: unknown, second: unknown): void {
    Reflect.apply(Base, this, [first, second])
  }
  Made.prototype = prototype
  return Made as unknown as Base
}
