import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { hasBody } from '../http/http.js'

/**
 * Has a request that expects `100-continue` handled as any other, and asks for its body when somebody begins to read it: a request that
 * is refused by its header section is refused before its body is sent. The connection then closes, since nobody can know whether the
 * body comes all the same. A listener of the application takes the place of this.
 *
 * @see RFC 9110 §10.1.1
 */
export function continueWhenRead(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (server.listenerCount('checkContinue') > 1) return
    if (hasBody(request)) askWhenRead(request, response)
    server.emit('request', request, response)
  })
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    if (server.listenerCount('checkExpectation') > 1) return
    server.emit('request', request, response) // where the guard looks at it
  })
}

function askWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const { shouldKeepAlive } = response
  response.shouldKeepAlive = false
  const read = request._read
  // Every way to read a stream comes to this method, which classes of streams are made to override.
  request._read = function (size) {
    request._read = read
    if (!response.headersSent && !request.destroyed) {
      response.shouldKeepAlive = shouldKeepAlive
      if (!request.complete) response.writeContinue()
    }
    read.call(this, size)
  }
}
