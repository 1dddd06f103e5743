import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Serving, serve } from '../../support/serve.js'

/** An answer that a test may change before it is sent. */
export interface Spoilable {
  readonly path: string
  readonly method: string
  /** The media type of the body of the request. */
  readonly sent: string | undefined
  status: number
  readonly headers: Headers
  content: string
  /** The number of characters of content after which the connection closes. */
  brokenAt?: number
}

/** Changes an answer, or leaves it unchanged. */
export type Spoil = (answer: Spoilable) => void

/** Serves `listener`, with each answer changed by `spoil`. */
export async function serveCorrupting(listener: RequestListener, spoil: Spoil): Promise<Serving> {
  const inner = await serve(listener)
  const outer = await serve((request, response) => {
    pass(inner.url, spoil, request, response).catch(() => response.destroy())
  })
  return {
    ...outer,
    async close() {
      await outer.close()
      await inner.close()
    },
  }
}

async function pass(url: string, spoil: Spoil, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const headers = new Headers()
  for (const name of ['accept', 'content-encoding', 'content-type', 'if-match', 'if-none-match', 'range']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const method = request.method ?? 'GET'
  const answer = await fetch(url + request.url, {
    method,
    headers,
    redirect: 'manual',
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  })
  const content = await answer.text()
  const spoilt: Spoilable = {
    path: request.url ?? '',
    method,
    sent: request.headers['content-type'],
    status: answer.status,
    headers: new Headers(answer.headers),
    content,
  }
  spoil(spoilt)
  const fields = [...spoilt.headers].filter(
    ([name]) => !/^(?:transfer-encoding|content-length|connection|keep-alive)$/.test(name),
  )
  response.writeHead(spoilt.status, Object.fromEntries(fields))
  if (spoilt.brokenAt === undefined) response.end(spoilt.content)
  else response.write(spoilt.content.slice(0, spoilt.brokenAt), () => response.destroy())
}
