import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { hasBody } from '../http/http.js'

/**
 * Makes `server` answer `Expect: 100-continue` with 100 when the application begins to read the body. A request that is refused by its
 * header section is refused before the client sends the body. The connection then closes, since the client may send the body anyway. A
 * listener that the application adds for `checkContinue` or `checkExpectation` replaces this behaviour.
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
    server.emit('request', request, response) // the guard checks the expectation
  })
}

function askWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const { shouldKeepAlive } = response
  response.shouldKeepAlive = false
  const read = request._read
  // Every way to read a stream calls this method. Node documents it as the one that a stream class overrides.
  request._read = function (size) {
    request._read = read
    if (!response.headersSent && !request.destroyed) {
      response.shouldKeepAlive = shouldKeepAlive
      if (!request.complete) response.writeContinue()
    }
    read.call(this, size)
  }
}
