import type { ContentKind } from '../formats/codec.js'
import { encodeWith } from '../formats/codec.js'
import { withContentFields } from '../formats/content-fields.js'
import type { Format } from '../formats/format.js'
import { type Fields, noFields } from '../http/fields.js'
import { cutValue } from '../outcomes/cut-value.js'
import { type Enveloped, enveloped, errorInfo, isOwnEnvelope, safeEnvelope } from '../outcomes/envelope.js'
import { type Failure, internalFailure } from '../outcomes/failure.js'
import { failureBounds } from '../outcomes/failure-bounds.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { boundedFields, withNoStore } from '../outcomes/failure-fields.js'
import { isProblem } from '../outcomes/problem.js'
import { reportFailure } from '../outcomes/report.js'
import { steps, traced } from '../outcomes/traced-step.js'
import type { Answer } from './answer.js'
import { pageContext } from './page-context.js'
import type { Rendering } from './rendering.js'

type Content = string | Uint8Array

/** The answer of a failure, which is never a stream. */
type RenderedFailure = Answer & { readonly content: Content | undefined }

/** Renders a failure in its envelope, in the negotiated format. If that fails, renders a 500 by `renderSafely`. Reports each 5xx. */
export function renderFailure(failure: Failure, rendering: Rendering): RenderedFailure {
  const { exchange, choice, wiring } = rendering
  const { envelope, onFailure } = wiring
  const { error, cause, code } = failure
  if (isReported(failure)) reportFailure(onFailure, exchange, { code, status: error.status, cause })
  try {
    const value = enveloped(
      failure,
      errorInfo(failure, exchange, choice.failure.mediaType, wiring.secretFields),
      envelope,
    )
    const isBounded = isProblem(error) || isOwnEnvelope(envelope)
    return encodeFailure(failure, value, rendering, isBounded)
  } catch (cause) {
    return renderSafely(internalFailure('envelope-failed', cause), rendering)
  }
}

/** Renders and reports a 500 in an envelope of this package, which every sound codec can write. If that fails too, returns a constant text. */
export function renderSafely(failure: Failure, rendering: Rendering): RenderedFailure {
  const { exchange, choice, wiring } = rendering
  const { envelope, onFailure } = wiring
  reportFailure(onFailure, exchange, { code: failure.code, status: 500, cause: failure.cause })
  try {
    const info = errorInfo(failure, exchange, choice.failure.mediaType, wiring.secretFields)
    return encodeFailure(failure, enveloped(failure, info, safeEnvelope(envelope)), rendering, true)
  } catch (cause) {
    reportFailure(onFailure, exchange, { code: 'last-resort' satisfies FailureCode, status: 500, cause })
    return lastResort
  }
}

/** Reports whether a failure is for `onFailure`. A refusal of `createServer` is not, even with a 501 or 505: every scanner causes some. */
function isReported({ error, code }: Failure): boolean {
  return error.status >= 500 && code !== ('refused-by-server' satisfies FailureCode)
}

/** The answer when no codec can write a failure. */
const lastResort: RenderedFailure = {
  status: 500,
  fields: withContentFields(withNoStore(500, noFields), 'text/plain; charset=utf-8'),
  content: 'Internal Server Error',
}

/** Encodes the value of a failure. @param isBounded true to cut the value to the maximal size of failures */
function encodeFailure(
  { error }: Failure,
  { value, isProblem: asProblem }: Enveloped,
  rendering: Rendering,
  isBounded: boolean,
): RenderedFailure {
  const { status } = error
  const fields = withNoStore(status, boundedFields(error.fields))
  if (value === undefined) return { status, fields: withContentFields(fields, undefined), content: undefined }
  const { failure } = rendering.choice
  const format = asProblem ? failure.problem : failure
  const encode = encoder(asProblem ? 'problem' : 'error', failure, { status, fields }, rendering)
  const encoded = (): Content => (isBounded ? boundedContent(value, encode) : encode(value, true))
  const content = steps.encode.hasSubscribers ? traced(steps.encode, rendering.exchange, encoded) : encoded()
  return { status, fields: format.fieldsOf(content, fields), content }
}

/** Encodes a value. On a page, the header fields and links to other formats are shown only with a whole value. */
type Encode = (value: unknown, isWhole: boolean) => Content

/** Returns the function that encodes the value of a failure with the codec of a format. */
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

/** The sizes to which a value is cut in turn, until its content fits. Markup and escapes add a length that depends on the format. */
const sizes = [32_768, 16_384, 8_192, 4_096, 1_024, 256] as const

/** Returns the content of the largest cut of the value that fits. @throws RangeError when no cut fits */
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
