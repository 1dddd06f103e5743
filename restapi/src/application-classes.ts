import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http'

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
 * already, nothing happens. For that, the two become the prototypes of classes, which inherit from what they were: all that was
 * or will be added to either is found.
 *
 * @see docs/decisions/prototypes-from-the-start.md
 */
export function applicationClasses(app: unknown): Classes {
  if (!isApplication(app)) return {}
  const known = made.get(app)
  if (known !== undefined) return known
  class Request extends IncomingMessage {}
  class Response<Of extends IncomingMessage> extends ServerResponse<Of> {}
  const prototypes: Application = {
    request: inheriting(Request.prototype, app.request),
    response: inheriting(Response.prototype, app.response),
  }
  Object.assign(app, prototypes)
  const classes: Classes = { IncomingMessage: Request, ServerResponse: Response }
  made.set(app, classes)
  return classes
}

const made = new WeakMap<Application, Classes>()

function isApplication(app: unknown): app is Application {
  const { request, response } = app as Partial<Application>
  return request instanceof IncomingMessage && response instanceof ServerResponse && !Object.isFrozen(app)
}

/** The prototype of a class, with all that `parent` has and nothing of its own. */
function inheriting<Prototype extends object>(prototype: Prototype, parent: Prototype): Prototype {
  Reflect.deleteProperty(prototype, 'constructor')
  return Object.setPrototypeOf(prototype, parent)
}
