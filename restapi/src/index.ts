export type { Contract, RequestExamples } from './contract/contract.js'
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
export {
  type NoContext,
  type Provider,
  type ProviderInput,
  type ProviderOptions,
  type ProviderOutcome,
  provide,
} from './contract/provider.js'
export type {
  DeclaredResponse,
  DescribedHeader,
  DescribedResponse,
  HeaderFields,
  Responses,
} from './contract/responses.js'
export type { Security, SecurityRequirement } from './contract/security-requirement.js'
export type { ContextOf } from './endpoint/context-type.js'
export type { EndpointInput } from './endpoint/endpoint-input.js'
export type {
  Endpoint,
  EndpointFunction,
  EndpointObject,
  EndpointUnder,
  InputUnder,
  NoContract,
  OutcomeUnder,
  RawBody,
} from './endpoint/endpoint-type.js'
export type { RenderedAnswer, RenderOptions } from './endpoint/render-alone.js'
export { type Endware, endware } from './endware.js'
export type { Fault, LengthUnit, ValueType } from './faults/fault.js'
export type {
  Codec,
  ContentKind,
  DecodeContext,
  DecodeStreamContext,
  EncodeContext,
  EncodeEachContext,
} from './formats/codec.js'
export { type CsvOptions, csv } from './formats/csv.js'
export { type EventStreamOptions, eventStream } from './formats/event-stream.js'
export { type JsonOptions, json } from './formats/json.js'
export { ndjson } from './formats/ndjson.js'
export type { OfferedFormat, OperationText, PageContext, ResourceMethod } from './formats/page.js'
export type { SupportedMediaType } from './formats/supported-media-type.js'
export { type HtmlOptions, html, type LinkableMember } from './html/html.js'
export type { NavigationLink } from './html/navigation.js'
export type { CacheDirectives } from './http/cache-control.js'
export type { Disposition } from './http/content-disposition.js'
export type { CookieOptions } from './http/cookie.js'
export type { Deprecation } from './http/deprecation.js'
export type { Field, FieldInput } from './http/fields.js'
export type { ErrorHandler, Handler, HttpRequest, Middleware, Next } from './http/http.js'
export type { LinkParameters } from './http/link.js'
export type { Cookies } from './http/request-cookies.js'
export { negotiate } from './negotiation/negotiate.js'
export type { EndwareOptions } from './options.js'
export {
  badRequest,
  conflict,
  contentTooLarge,
  expectationFailed,
  failedDependency,
  forbidden,
  gone,
  imATeapot,
  lengthRequired,
  locked,
  methodNotAllowed,
  misdirectedRequest,
  notAcceptable,
  notFound,
  paymentRequired,
  preconditionFailed,
  preconditionRequired,
  proxyAuthenticationRequired,
  rangeNotSatisfiable,
  requestHeaderFieldsTooLarge,
  requestTimeout,
  tooEarly,
  tooManyRequests,
  unauthorized,
  unavailableForLegalReasons,
  unprocessableContent,
  unsupportedMediaType,
  upgradeRequired,
  uriTooLong,
} from './outcomes/client-errors.js'
export type { NegotiationEvent, NegotiationReason, OutcomeEvent, WriteEvent } from './outcomes/diagnostics.js'
export { defaultEnvelope, type Envelope, type ErrorInfo, problemEnvelope } from './outcomes/envelope.js'
export { type FailureCode, type FailureMeaning, failureCodes } from './outcomes/failure-code.js'
export { type FileOptions, file } from './outcomes/file.js'
export type { FileContent, FileSource } from './outcomes/file-content.js'
export { HttpError, type HttpErrorOptions, isHttpError } from './outcomes/http-error.js'
export { type HttpErrorFactory, httpError } from './outcomes/http-error-factory.js'
export type { InvalidField, RequestPart } from './outcomes/invalid-field.js'
export type { MapError, MapErrorContext } from './outcomes/map-error.js'
export type { Precondition, Version } from './outcomes/precondition.js'
export { isProblem, Problem, type ProblemMembers, problem } from './outcomes/problem.js'
export type { FailureReport, OnFailure } from './outcomes/report.js'
export { isResult, type ReadyContent, Result, type StreamedContent } from './outcomes/result.js'
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
export {
  badGateway,
  gatewayTimeout,
  httpVersionNotSupported,
  insufficientStorage,
  internalServerError,
  loopDetected,
  networkAuthenticationRequired,
  notImplemented,
  serviceUnavailable,
  variantAlsoNegotiates,
} from './outcomes/server-errors.js'
export { type EventOptions, isServerSentEvent, ServerSentEvent, serverSentEvent } from './outcomes/server-sent-event.js'
export type { StepEvent } from './outcomes/traced-step.js'
export type { MessageContext, Messages, RequestFault, ValidationFault } from './outcomes/validation-fault.js'
export { form } from './request/form.js'
export type { Limits } from './request/limits.js'
export { mergePatch } from './request/merge-patch.js'
export type { Fallback } from './routing/fallback.js'
export type { RouterDefaults } from './routing/router-defaults.js'
export type { Described, QueryContract, QueryVerb, RouterLike, Routes, Verb } from './routing/routes-type.js'
export type {
  AnySchema,
  InputOf,
  OutputOf,
  SchemaOfZod,
  StandardIssue,
  StandardResult,
  StandardSchema,
} from './schema/standard-schema.js'
export { type SchemaWithJsonSchema, withJsonSchema } from './schema/with-json-schema.js'
export type { ApiKeyPlace } from './security/api-key.js'
export type { VerifiedContext } from './security/context-type.js'
export type { BasicCredentials } from './security/credentials.js'
export type { OAuthFlow, OAuthFlows } from './security/oauth-flows.js'
export type {
  ApiKeyOptions,
  BearerOptions,
  OAuth2Options,
  OpenIdConnectOptions,
  SecuritySchemeOptions,
} from './security/scheme-options.js'
export { type SecurityScheme, securityScheme } from './security/security-scheme.js'
export type { Verdict, Verify, VerifyContext } from './security/verify.js'
export type { NoSchemes, SecuritySchemes } from './security/wired-security.js'
export { createServer } from './server/create-server.js'
export type { ServerLimits } from './server/server-limits.js'
export { xml } from './xml/xml.js'
