import type { Wiring } from './endpoint.js'
import { notAcceptable } from './not-acceptable.js'
import { discard, type OpenStream } from './open-stream.js'
import { render } from './render.js'
import { isOpenStream, type Rendered } from './rendered.js'
import { type RenderableReply, replyToThrown } from './reply.js'
import { settle } from './settle.js'

/** The request that `api.render` answers. */
export interface RenderOptions {
  /** The `Accept` field. @default none, so the first format */
  readonly accept?: string
  /** @default 'GET' */
  readonly method?: string
  /** Path and query. @default '/' */
  readonly url?: string
  readonly requestId?: string
}

/** An answer outside HTTP. */
export interface RenderedAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  /** `undefined` when the answer has none. */
  readonly content: string | Uint8Array | undefined
}

/** The whole decision about an answer, from negotiation to content, without HTTP. */
export async function renderAlone(outcome: unknown, options: RenderOptions, wiring: Wiring): Promise<RenderedAnswer> {
  const { accept, method = 'GET', url = '/', requestId } = options
  const exchange = { method, url, accept, requestId, origin: undefined, conditions: {}, codings: undefined }
  const { formats, envelope, onFailure, formatParameter } = wiring
  const choice = formats.choose(accept)
  const { failure, value = failure } = choice
  let reply: RenderableReply
  try {
    if (choice.value === undefined) throw notAcceptable(formats.available)
    const call = typeof outcome === 'function' ? (outcome as () => unknown) : () => outcome
    reply = await settle(call, choice, { exchange, contract: undefined, signal: () => undefined }, wiring)
  } catch (thrown) {
    reply = replyToThrown(thrown)
  }
  const { offers } = choice
  const decided = { format: value, failureFormat: failure, offers, formatParameter }
  const rendering = { ...decided, exchange, envelope, onFailure, contract: undefined }
  const { status, fields, content } = render(reply, rendering)
  const headers = Object.fromEntries(fields.map((field) => [field.name.toLowerCase(), field.value]))
  if (reply.kind === 'stream' && (method === 'HEAD' || content !== reply.stream)) discard(reply)
  return { status, headers, content: method === 'HEAD' ? undefined : await whole(content) }
}

async function whole(content: Rendered['content']): Promise<string | Uint8Array | undefined> {
  return isOpenStream(content) ? collected(content) : content
}

async function collected({ first, rest }: OpenStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (let next = first; next.done !== true; next = await rest.next()) chunks.push(Buffer.from(next.value))
  return Buffer.concat(chunks)
}
