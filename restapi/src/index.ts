export type { Codec, ContentKind, DecodeContext, EncodeContext, EncodeEachContext } from './codec.js'
export type { Contract, RequestExamples, SecurityRequirement } from './contract.js'
export type { CookieOptions } from './cookie.js'
export { createServer } from './create-server.js'
export { type CsvOptions, csv } from './csv.js'
export type { Deprecation } from './deprecation.js'
export type { NegotiationEvent, NegotiationReason, OutcomeEvent, WriteEvent } from './diagnostics.js'
export type { EndpointInput } from './endpoint-input.js'
export type {
  Endpoint,
  EndpointFunction,
  EndpointObject,
  EndpointUnder,
  InputUnder,
  NoContract,
  OutcomeUnder,
} from './endpoint-type.js'
export { type Endware, endware } from './endware.js'
export { defaultEnvelope, type Envelope, type ErrorInfo, problemEnvelope } from './envelope.js'
export { type EventStreamOptions, eventStream } from './event-stream.js'
export { type FailureCode, type FailureMeaning, failureCodes } from './failure-code.js'
export type { ErrorHandler, Fallback } from './fallback.js'
export type { Field, FieldInput } from './fields.js'
export { form } from './form.js'
export { type HtmlOptions, html, type LinkableMember } from './html/codec.js'
export type { Handler, HttpRequest, Middleware, Next } from './http.js'
export { HttpError, type HttpErrorOptions, isHttpError } from './http-error.js'
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
} from './http-errors.js'
export type { InvalidField, RequestPart } from './invalid-field.js'
export { type JsonOptions, json } from './json.js'
export type { Limits } from './limits.js'
export type { LinkParameters } from './link.js'
export type { MapError } from './map-error.js'
export { mergePatch } from './merge-patch.js'
export { ndjson } from './ndjson.js'
export { negotiate } from './negotiate.js'
export type { Operation } from './operation.js'
export type { EndwareOptions } from './options.js'
export type { OfferedFormat, OperationText, PageContext } from './page.js'
export type { PathParams } from './path-params.js'
export type { Precondition, Version } from './precondition.js'
export { isProblem, Problem, type ProblemMembers, problem } from './problem.js'
export {
  type AnyProblemType,
  isProblemType,
  type Occurrence,
  type ProblemDeclaration,
  type ProblemType,
  problemType,
  TypedProblem,
} from './problem-type.js'
export type { RenderedAnswer, RenderOptions } from './render-alone.js'
export type { FailureReport, OnFailure } from './report.js'
export type {
  DeclaredResponse,
  DescribedHeader,
  DescribedResponse,
  HeaderFields,
  Responses,
} from './responses.js'
export { isResult, type ReadyContent, Result } from './result.js'
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
} from './results.js'
export type { Described, RouterLike, Routes, Verb } from './routes.js'
export type { ServerLimits } from './server-limits.js'
export { type EventOptions, isServerSentEvent, ServerSentEvent, serverSentEvent } from './server-sent-event.js'
export type { SpokenType } from './spoken-type.js'
export type { InputOf, OutputOf, StandardIssue, StandardResult, StandardSchema } from './standard-schema.js'
export { xml } from './xml/codec.js'
