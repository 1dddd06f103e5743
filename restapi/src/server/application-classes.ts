import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'
import { memoizedByObject } from '../values/memoized-by-object.js'

/** The classes of requests and responses that a server makes. */
type Classes = Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>

/** What Express gives to each request and response as its prototype, and lets applications extend. */
interface Application {
  request: IncomingMessage
  response: ServerResponse
}

/**
 * Classes whose instances have the prototypes of an Express application from the start. Express gives each request and response
 * the prototypes `app.request` and `app.response`, which costs it a fifth to two thirds of its throughput; where they have them
 * already, nothing happens. For that, prototypes of classes take their place, with all that was added to them; what inherits from
 * the former ones, as those of mounted applications do, inherits from these.
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

/** Whether this is an Express application, of version 4 or 5, as Express has made it. */
export function isApplication(app: unknown): app is Application {
  const { request, response } = app as Partial<Application>
  return request instanceof IncomingMessage && response instanceof ServerResponse && isReplaceable(app as object)
}

/** Whether the prototypes of the application may be exchanged. */
function isReplaceable(app: object): boolean {
  return (['request', 'response'] as const).every(
    (name) => Object.getOwnPropertyDescriptor(app, name)?.writable === true,
  )
}

/** The prototype of a class, in the place that `former` had among those that it inherits from and those that inherit from it. */
function inPlaceOf<Prototype extends object>(former: Prototype, prototype: Prototype): Prototype {
  Reflect.deleteProperty(prototype, 'constructor')
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(former))
  Object.setPrototypeOf(prototype, Object.getPrototypeOf(former))
  Object.setPrototypeOf(former, prototype)
  return prototype
}
