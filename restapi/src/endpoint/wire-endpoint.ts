import { checkPathNames } from '../contract/check-path-names.js'
import { type Contract, type PlainContract, parts } from '../contract/contract.js'
import type { OperationDescription } from '../contract/operation.js'
import { describedResponse, type Responses } from '../contract/responses.js'
import { type WiredContract, wireContract } from '../contract/wired-contract.js'
import { withProviders } from '../contract/with-providers.js'
import { checkCodecs } from '../formats/check-codecs.js'
import type { ResourceMethod } from '../formats/page.js'
import { noFields } from '../http/fields.js'
import { Formats } from '../negotiation/formats.js'
import { challengesOf } from '../security/refusal.js'
import { definitionsOf, type WiredSecurity } from '../security/wired-security.js'
import type { Endpoint } from './endpoint-type.js'
import { runnable } from './runnable.js'
import type { WiredEndpoint, Wiring } from './wiring.js'

/** The parts of an endpoint that its contract does not have. */
export interface Surroundings {
  /** The method of the route; `undefined` for an endpoint that is routed by other means. */
  readonly method?: string | undefined
  /** The path of the route; `undefined` where parameters may come from elsewhere. */
  readonly path?: string | undefined
  /** The failures that the router declares. */
  readonly failures?: Responses | undefined
  /** The methods of its resource. */
  readonly resource?: readonly ResourceMethod[] | undefined
  /** The security that is enforced. */
  readonly security?: WiredSecurity | undefined
}

/**
 * Reads the contract of an endpoint once, when the application starts.
 *
 * @throws TypeError for a wrong contract, for what is no endpoint, and for a QUERY without a body
 */
export function wireEndpoint(
  contract: PlainContract,
  endpoint: Endpoint<never, unknown>,
  wiring: Wiring,
  { method, path, failures, security, resource }: Surroundings = {},
): WiredEndpoint {
  const { codecs, consumes } = contract
  if (method === 'QUERY' && contract.body === undefined) {
    throw new TypeError(
      'the content of a QUERY is the query (RFC 10008 §2), so its contract needs a body: query(path, { body: Filter }, endpoint)',
    )
  }
  if (codecs !== undefined) checkCodecs(codecs)
  for (const { name, encode } of codecs ?? []) {
    if (encode !== undefined) continue
    throw new TypeError(
      `the contract's codecs are the formats of its answers, and '${name}' only reads: give it to endware({ codecs })`,
    )
  }
  const wired = wireContract(contract, resource)
  checkQuery(wired, wiring)
  if (path !== undefined) checkPathNames(path, wired.params?.shape)
  for (const name of parts) {
    const part = wired[name]
    if (part !== undefined && part.shape === undefined) wiring.noticeUndescribed(`the contract's ${name}`, part.schema)
  }
  const ready = readyMediaTypes(contract)
  const effective = withProviders(contract, failures)
  const all = method === 'QUERY' ? wiring.bodies.forQueries : wiring.bodies
  const read = consumes === undefined ? all.formats : all.formats.onlyFor(consumes)
  return {
    contract: wired,
    effective,
    refusals: effective === contract ? wired : wireContract(withoutInput(effective)),
    challenges: security === undefined ? noFields : challengesOf(security),
    run: runnable(endpoint),
    formats:
      codecs === undefined && ready.length === 0
        ? wiring.formats
        : new Formats(codecs ?? wiring.codecs, wiring.codecs, ready),
    bodies: all.with(wired.rawBody ? read.withoutStreams() : read),
  }
}

/** Returns the contract without the parts of a request, which a provider does not read by their schemas. */
function withoutInput({ consumes: _, ...contract }: PlainContract): PlainContract {
  const none = { params: undefined, query: undefined, headers: undefined, cookies: undefined, body: undefined }
  return { ...contract, ...none, rawBody: false }
}

/** @throws TypeError for a query with the parameter of the format or of an API key. The end-ware reads these, and no endpoint gets them. */
function checkQuery({ query }: WiredContract, { formatParameter, secretParameters }: Wiring): void {
  if (query?.shape?.kind !== 'object') return
  const { properties } = query.shape
  const secret = secretParameters.find((name) => properties.has(name))
  if (secret !== undefined) {
    throw new TypeError(
      `the query parameter '${secret}' is the API key of a security scheme, so no contract can have one of that name; name it in the contract's security instead`,
    )
  }
  if (formatParameter === undefined) return
  if (!properties.has(formatParameter)) return
  throw new TypeError(
    `the query parameter '${formatParameter}' names the format (formatParameter), so no contract can have one of that name`,
  )
}

/** Returns the media types that the contract declares for content that the endpoint makes by itself. */
function readyMediaTypes({ responses = {} }: Contract): readonly string[] {
  const declared = Object.entries(responses).flatMap(([status, response]) =>
    Number(status) < 400 ? (describedResponse(response).mediaTypes ?? []) : [],
  )
  return [...new Set(declared)]
}

/** Returns the description of an endpoint, for documents. */
export function descriptionOf(
  contract: PlainContract,
  { effective, formats, bodies }: WiredEndpoint,
  { formats: fallback, envelope, timeout, formatParameter, schemes }: Wiring,
): OperationDescription {
  return {
    contract: effective,
    declaresResponses: contract.responses !== undefined,
    codecs: formats.writers,
    failureCodecs: formats.failureCodecs,
    fallbackCodecs: fallback.failureCodecs,
    reads: contract.body === undefined ? [] : bodies.formats.reads,
    bodyLimit: bodies.limit,
    envelope,
    timeout,
    formatParameter,
    securitySchemes: schemes && definitionsOf(schemes),
  }
}
