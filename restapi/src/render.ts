import type { Codec, ContentKind, EncodeContext } from './codec.js'
import type { WiredContract } from './contract.js'
import { defaultEnvelope, type Envelope, errorInfo } from './envelope.js'
import type { Exchange } from './exchange.js'
import { type Failure, internalFailure } from './failure.js'
import { type Fields, noFields } from './fields.js'
import type { Format } from './formats.js'
import { isProblem } from './problem.js'
import type { Rendered } from './rendered.js'
import type { FailureReply, RenderableReply } from './reply.js'
import { type OnFailure, tell } from './report.js'
import { mergeVary } from './vary.js'

/** What rendering needs besides the reply itself. */
export interface Rendering {
  readonly format: Format
  /** The format of a failure: the same, unless that cannot tell one. */
  readonly failureFormat: Format
  readonly exchange: Exchange
  readonly envelope: Envelope
  readonly onFailure: OnFailure
  readonly responses: WiredContract['responses'] | undefined
}

/**
 * The answer that a reply becomes; it never fails. A failure on the way is turned once into a safe 500 in the same format,
 * and a failure of that into a constant text. Nothing of the failed answer is kept, its header fields included.
 */
export function render(reply: RenderableReply, rendering: Rendering): Rendered {
  if (reply.kind === 'failure') return renderFailure(reply.failure, rendering)
  try {
    return renderSuccess(reply, rendering)
  } catch (cause) {
    return renderSafely(internalFailure('encode-failed', cause), rendering)
  }
}

function renderSuccess(reply: Exclude<RenderableReply, FailureReply>, { format, responses }: Rendering): Rendered {
  const { status, fields } = reply
  if (reply.kind === 'empty') return { status, fields: described(fields, undefined), content: undefined }
  if (reply.kind === 'ready') return { status, fields: described(fields, reply.mediaType), content: reply.data }
  if (reply.kind === 'stream') return { status, fields: described(fields, reply.mediaType), content: reply.stream }
  const { codec, mediaType } = format
  const content = encodeWith(codec, reply.value, { mediaType, kind: 'value', shape: responses?.get(status)?.shape })
  return { status, fields: described(fields, contentType(mediaType, content)), content }
}

function renderFailure(failure: Failure, rendering: Rendering): Rendered {
  const { envelope, exchange, onFailure } = rendering
  const { error, cause, code } = failure
  if (error.status >= 500) tell(onFailure, exchange, { code, status: error.status, cause })
  try {
    const value = isProblem(error) ? error : envelope(errorInfo(failure, exchange))
    return encodeFailure(failure, value, rendering)
  } catch (cause) {
    return renderSafely(internalFailure('envelope-failed', cause), rendering)
  }
}

/** A 500 in the default envelope, which holds nothing that could fail a sound codec. */
function renderSafely(failure: Failure, rendering: Rendering): Rendered {
  const { exchange, onFailure } = rendering
  tell(onFailure, exchange, { code: failure.code, status: 500, cause: failure.cause })
  try {
    return encodeFailure(failure, defaultEnvelope(errorInfo(failure, exchange)), rendering)
  } catch (cause) {
    tell(onFailure, exchange, { code: 'last-resort', status: 500, cause })
    return lastResort
  }
}

const lastResort: Rendered = {
  status: 500,
  fields: described(noFields, 'text/plain; charset=utf-8'),
  content: 'Internal Server Error',
}

function encodeFailure({ error }: Failure, value: unknown, { failureFormat }: Rendering): Rendered {
  const { codec } = failureFormat
  const problem = isProblem(value)
  const mediaType = problem ? (codec.problemType ?? failureFormat.mediaType) : failureFormat.mediaType
  const kind: ContentKind = problem ? 'problem' : 'error'
  const content = encodeWith(codec, problem ? value.members : value, { mediaType, kind })
  return { status: error.status, fields: described(error.fields, contentType(mediaType, content)), content }
}

function encodeWith(codec: Codec, value: unknown, context: EncodeContext): string | Uint8Array {
  if (codec.encode === undefined) throw new TypeError(`the codec '${codec.name}' only reads`)
  return codec.encode(value, context)
}

/** Text is always UTF-8, and says so: some clients would guess (RFC 9110 §8.3.2). */
function contentType(mediaType: string, content: string | Uint8Array): string {
  return typeof content === 'string' ? `${mediaType}; charset=utf-8` : mediaType
}

/**
 * The fields of an answer and those that every answer has: `Vary`, because another `Accept` may get another answer, errors
 * and empty ones included (RFC 9110 §12.5.5), and `X-Content-Type-Options`, so that no client second-guesses the type.
 */
function described(fields: Fields, mediaType: string | undefined): Fields {
  const all = [
    ...fields,
    { name: 'Vary', value: varyWith(fields) },
    { name: 'X-Content-Type-Options', value: 'nosniff' },
  ]
  const own = all.filter(({ name }, at) => at >= fields.length || !/^(?:vary|x-content-type-options)$/i.test(name))
  return mediaType === undefined ? own : [{ name: 'Content-Type', value: mediaType }, ...own]
}

function varyWith(fields: Fields): string {
  const own = fields.find(({ name }) => name.toLowerCase() === 'vary')?.value ?? []
  return mergeVary('Accept', [own].flat().join(', '))
}
