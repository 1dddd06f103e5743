export type { Contract, RequestExamples, SecurityRequirement } from './contract/contract.js'
export type { Operation } from './contract/operation.js'
export type { PathParams } from './contract/path-params.js'
export {
  type AnyProblemType,
  isProblemType,
  type Occurrence,
  type ProblemDeclaration,
  type ProblemType,
  problemType,
  TypedProblem,
} from './contract/problem-type.js'
export type {
  DeclaredResponse,
  DescribedHeader,
  DescribedResponse,
  HeaderFields,
  Responses,
} from './contract/responses.js'
export type { EndpointInput } from './endpoint/endpoint-input.js'
export type {
  Endpoint,
  EndpointFunction,
  EndpointObject,
  EndpointUnder,
  InputUnder,
  NoContract,
  OutcomeUnder,
} from './endpoint/endpoint-type.js'
export type { RenderedAnswer, RenderOptions } from './endpoint/render-alone.js'
export { type Endware, endware } from './endware.js'
export type { Codec, ContentKind, DecodeContext, EncodeContext, EncodeEachContext } from './formats/codec.js'
export { type CsvOptions, csv } from './formats/csv.js'
export { type EventStreamOptions, eventStream } from './formats/event-stream.js'
export { type JsonOptions, json } from './formats/json.js'
export { ndjson } from './formats/ndjson.js'
export type { OfferedFormat, OperationText, PageContext } from './formats/page.js'
export type { SupportedMediaType } from './formats/supported-media-type.js'
export { type HtmlOptions, html, type LinkableMember } from './html/html.js'
export type { CookieOptions } from './http/cookie.js'
export type { Deprecation } from './http/deprecation.js'
export type { Field, FieldInput } from './http/fields.js'
export type { Handler, HttpRequest, Middleware, Next } from './http/http.js'
export type { LinkParameters } from './http/link.js'
export { negotiate } from './negotiation/negotiate.js'
export type { EndwareOptions } from './options.js'
export type { NegotiationEvent, NegotiationReason, OutcomeEvent, WriteEvent } from './outcomes/diagnostics.js'
export { defaultEnvelope, type Envelope, type ErrorInfo, problemEnvelope } from './outcomes/envelope.js'
export { type FailureCode, type FailureMeaning, failureCodes } from './outcomes/failure-code.js'
export { HttpError, type HttpErrorOptions, isHttpError } from './outcomes/http-error.js'
export {
  badGateway,
  badRequest,
  conflict,
  contentTooLarge,
  expectationFailed,
  failedDependency,
  forbidden,
  gatewayTimeout,
  gone,
  type HttpErrorFactory,
  httpError,
  httpVersionNotSupported,
  imATeapot,
  insufficientStorage,
  internalServerError,
  lengthRequired,
  locked,
  loopDetected,
  methodNotAllowed,
  misdirectedRequest,
  networkAuthenticationRequired,
  notAcceptable,
  notFound,
  notImplemented,
  paymentRequired,
  preconditionFailed,
  preconditionRequired,
  proxyAuthenticationRequired,
  rangeNotSatisfiable,
  requestHeaderFieldsTooLarge,
  requestTimeout,
  serviceUnavailable,
  tooEarly,
  tooManyRequests,
  unauthorized,
  unavailableForLegalReasons,
  unprocessableContent,
  unsupportedMediaType,
  upgradeRequired,
  uriTooLong,
  variantAlsoNegotiates,
} from './outcomes/http-errors.js'
export type { InvalidField, RequestPart } from './outcomes/invalid-field.js'
export type { MapError } from './outcomes/map-error.js'
export type { Precondition, Version } from './outcomes/precondition.js'
export { isProblem, Problem, type ProblemMembers, problem } from './outcomes/problem.js'
export type { FailureReport, OnFailure } from './outcomes/report.js'
export { isResult, type ReadyContent, Result } from './outcomes/result.js'
export {
  accepted,
  created,
  found,
  movedPermanently,
  noContent,
  ok,
  permanentRedirect,
  resetContent,
  seeOther,
  status,
  temporaryRedirect,
} from './outcomes/results.js'
export { type EventOptions, isServerSentEvent, ServerSentEvent, serverSentEvent } from './outcomes/server-sent-event.js'
export { form } from './request/form.js'
export type { Limits } from './request/limits.js'
export { mergePatch } from './request/merge-patch.js'
export type { ErrorHandler, Fallback } from './routing/fallback.js'
export type { Described, RouterLike, Routes, Verb } from './routing/routes.js'
export type { InputOf, OutputOf, StandardIssue, StandardResult, StandardSchema } from './schema/standard-schema.js'
export { createServer } from './server/create-server.js'
export type { ServerLimits } from './server/server-limits.js'
export { xml } from './xml/xml.js'
