import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'
import { memoizedByObject } from '../values/memoized-by-object.js'

/** The classes of requests and responses that a server makes. */
type Classes = Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>

/** The prototypes that Express gives to each request and response. Applications may extend them. */
interface Application {
  request: IncomingMessage
  response: ServerResponse
}

/**
 * Returns classes whose instances have the prototypes of the Express application `app` from the start; none for any other listener.
 *
 * Express sets the prototypes `app.request` and `app.response` on each request and response, which costs a fifth to two thirds of its
 * throughput. For an object that already has them, V8 does nothing. Therefore the prototypes of the classes replace `app.request` and
 * `app.response`: they get all their properties, and objects that inherit from the replaced ones, such as those of mounted applications,
 * inherit from the new ones.
 *
 * @see docs/decisions/prototypes-from-the-start.md
 */
export function applicationClasses(app: unknown): Classes {
  return isApplication(app) ? classesFor(app) : {}
}

const classesFor = memoizedByObject((app: Application): Classes => {
  class Request extends IncomingMessage {}
  class Response<Of extends IncomingMessage> extends ServerResponse<Of> {}
  const prototypes: Application = {
    request: inPlaceOf(app.request, Request.prototype),
    response: inPlaceOf(app.response, Response.prototype),
  }
  Object.assign(app, prototypes)
  return { IncomingMessage: Request, ServerResponse: Response }
})

/** Reports whether `app` is an Express application, version 4 or 5, whose prototypes can be replaced. */
export function isApplication(app: unknown): app is Application {
  const { request, response } = app as Partial<Application>
  return request instanceof IncomingMessage && response instanceof ServerResponse && isReplaceable(app as object)
}

/** Reports whether `app.request` and `app.response` are writable. */
function isReplaceable(app: object): boolean {
  return (['request', 'response'] as const).every(
    (name) => Object.getOwnPropertyDescriptor(app, name)?.writable === true,
  )
}

/** Inserts `prototype` above `former` in the prototype chain, with the properties of `former`, and returns it. */
function inPlaceOf<Prototype extends object>(former: Prototype, prototype: Prototype): Prototype {
  Reflect.deleteProperty(prototype, 'constructor')
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(former))
  Object.setPrototypeOf(prototype, Object.getPrototypeOf(former))
  Object.setPrototypeOf(former, prototype)
  return prototype
}
