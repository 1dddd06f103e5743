import type { ContentKind } from '../formats/codec.js'
import { encodeWith } from '../formats/codec.js'
import { withContentFields } from '../formats/content-fields.js'
import type { Format } from '../formats/format.js'
import { type Fields, noFields } from '../http/fields.js'
import { cutValue } from '../outcomes/cut-value.js'
import { defaultEnvelope, enveloped, errorInfo, isOwnEnvelope } from '../outcomes/envelope.js'
import { type Failure, internalFailure } from '../outcomes/failure.js'
import { failureBounds } from '../outcomes/failure-bounds.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { boundedFields, withNoStore } from '../outcomes/failure-fields.js'
import { isProblem } from '../outcomes/problem.js'
import { reportFailure } from '../outcomes/report.js'
import type { Answer } from './answer.js'
import { pageContext } from './page-context.js'
import type { Rendering } from './rendering.js'

type Content = string | Uint8Array

/** A failure is never a stream. */
type RenderedFailure = Answer & { readonly content: Content | undefined }

/** A failure in its envelope, in the negotiated family; or a safe 500, when the envelope itself fails. */
export function renderFailure(failure: Failure, rendering: Rendering): RenderedFailure {
  const { exchange, choice, wiring } = rendering
  const { envelope, onFailure } = wiring
  const { error, cause, code } = failure
  if (error.status >= 500) reportFailure(onFailure, exchange, { code, status: error.status, cause })
  try {
    const value = enveloped(failure, errorInfo(failure, exchange, choice.failure.mediaType), envelope)
    const isBounded = isProblem(error) || isOwnEnvelope(envelope)
    return encodeFailure(failure, value, rendering, isBounded)
  } catch (cause) {
    return renderSafely(internalFailure('envelope-failed', cause), rendering)
  }
}

/** A 500 in the default envelope, which holds nothing that could fail a sound codec; a constant text if that fails, too. */
export function renderSafely(failure: Failure, rendering: Rendering): RenderedFailure {
  const { exchange, choice, wiring } = rendering
  const { onFailure } = wiring
  reportFailure(onFailure, exchange, { code: failure.code, status: 500, cause: failure.cause })
  try {
    const value = defaultEnvelope(errorInfo(failure, exchange, choice.failure.mediaType))
    return encodeFailure(failure, value, rendering, true)
  } catch (cause) {
    reportFailure(onFailure, exchange, { code: 'last-resort' satisfies FailureCode, status: 500, cause })
    return lastResort
  }
}

const lastResort: RenderedFailure = {
  status: 500,
  fields: withContentFields(withNoStore(500, noFields), 'text/plain; charset=utf-8'),
  content: 'Internal Server Error',
}

/** @param isBounded whether the value may be cut to the size that failures have at most */
function encodeFailure({ error }: Failure, value: unknown, rendering: Rendering, isBounded: boolean): RenderedFailure {
  const { status } = error
  const fields = withNoStore(status, boundedFields(error.fields))
  if (value === undefined) return { status, fields: withContentFields(fields, undefined), content: undefined }
  const problem = isProblem(value)
  const { failure } = rendering.choice
  const format = problem ? failure.problem : failure
  const members = problem ? value.members : value
  const encode = encoder(problem ? 'problem' : 'error', format, { status, fields }, rendering)
  const content = isBounded ? boundedContent(members, encode) : encode(members, true)
  return { status, fields: format.fieldsOf(content, fields), content }
}

/** Encodes a value; on a page, with or without what a page tells besides it. */
type Encode = (value: unknown, isWhole: boolean) => Content

function encoder(
  kind: ContentKind,
  { codec, mediaType }: Format,
  answer: { readonly status: number; readonly fields: Fields },
  rendering: Rendering,
): Encode {
  if (codec.forPeople !== true) return (value) => encodeWith(codec, value, { mediaType, kind })
  const page = pageContext({ kind: 'failure', ...answer }, rendering)
  return (value, isWhole) =>
    encodeWith(codec, value, { mediaType, kind, page: isWhole ? page : { ...page, fields: [], formats: [] } })
}

/** Sizes to which a value is cut in turn, until its content fits: what markup and escapes add depends on the format. */
const sizes = [32_768, 16_384, 8_192, 4_096, 1_024, 256] as const

/** @throws RangeError for a format whose content never fits */
function boundedContent(value: unknown, encode: Encode): Content {
  const whole = encode(value, true)
  if (fits(whole)) return whole
  for (const size of sizes) {
    const content = encode(cutValue(value, size), false)
    if (fits(content)) return content
  }
  throw new RangeError(`a failure takes at most ${failureBounds.content} bytes, which its format exceeds`)
}

function fits(content: Content): boolean {
  return content.length <= failureBounds.content && Buffer.byteLength(content) <= failureBounds.content
}
