import type { ContentKind } from './codec.js'
import { withContentFields } from './content-fields.js'
import { encodeWith } from './encode-with.js'
import { defaultEnvelope, enveloped, errorInfo } from './envelope.js'
import { type Failure, internalFailure } from './failure.js'
import type { FailureCode } from './failure-code.js'
import { noFields } from './fields.js'
import { pageContext } from './page-context.js'
import { isProblem } from './problem.js'
import type { Rendering } from './render.js'
import type { Rendered } from './rendered.js'
import { tell } from './report.js'

/** A failure is never a stream. */
type RenderedFailure = Rendered & { readonly content: string | Uint8Array }

/** A failure in its envelope, in the negotiated family; or a safe 500, when the envelope itself fails. */
export function renderFailure(failure: Failure, rendering: Rendering): RenderedFailure {
  const {
    exchange,
    wiring: { envelope, onFailure },
  } = rendering
  const { error, cause, code } = failure
  if (error.status >= 500) tell(onFailure, exchange, { code, status: error.status, cause })
  try {
    return encodeFailure(failure, enveloped(failure, exchange, envelope), rendering)
  } catch (cause) {
    return renderSafely(internalFailure('envelope-failed', cause), rendering)
  }
}

/** A 500 in the default envelope, which holds nothing that could fail a sound codec; a constant text if that fails, too. */
export function renderSafely(failure: Failure, rendering: Rendering): RenderedFailure {
  const {
    exchange,
    wiring: { onFailure },
  } = rendering
  tell(onFailure, exchange, { code: failure.code, status: 500, cause: failure.cause })
  try {
    return encodeFailure(failure, defaultEnvelope(errorInfo(failure, exchange)), rendering)
  } catch (cause) {
    tell(onFailure, exchange, { code: 'last-resort' satisfies FailureCode, status: 500, cause })
    return lastResort
  }
}

const lastResort: RenderedFailure = {
  status: 500,
  fields: withContentFields(noFields, 'text/plain; charset=utf-8'),
  content: 'Internal Server Error',
}

function encodeFailure({ error }: Failure, value: unknown, rendering: Rendering): RenderedFailure {
  const { failure } = rendering.choice
  const problem = isProblem(value)
  const format = problem ? failure.problem : failure
  const { codec, mediaType } = format
  const kind: ContentKind = problem ? 'problem' : 'error'
  const { status, fields } = error
  const page = codec.forPeople === true ? pageContext({ kind: 'failure', status, fields }, rendering) : undefined
  const content = encodeWith(codec, problem ? value.members : value, { mediaType, kind, page })
  return { status, fields: format.fieldsOf(content, fields), content }
}
