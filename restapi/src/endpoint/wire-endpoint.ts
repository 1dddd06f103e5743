import { type Contract, type WiredContract, wireContract } from '../contract/contract.js'
import type { OperationDescription } from '../contract/operation.js'
import { describedResponse } from '../contract/responses.js'
import { checkCodecs } from '../formats/check-codecs.js'
import { Formats } from '../negotiation/formats.js'
import type { Endpoint } from './endpoint-type.js'
import { runnable } from './runnable.js'
import type { WiredEndpoint, Wiring } from './wiring.js'

/**
 * Reads the contract of an endpoint once, when the application starts.
 *
 * @throws TypeError for a wrong contract, or for what is no endpoint
 */
export function wireEndpoint(contract: Contract, endpoint: Endpoint<never, unknown>, wiring: Wiring): WiredEndpoint {
  const { codecs, consumes } = contract
  if (codecs !== undefined) checkCodecs(codecs)
  for (const { name, encode } of codecs ?? []) {
    if (encode !== undefined) continue
    throw new TypeError(
      `the contract's codecs are the formats of its answers, and '${name}' only reads: give it to endware({ codecs })`,
    )
  }
  const wired = wireContract(contract)
  checkQuery(wired, wiring)
  const ready = readyMediaTypes(contract)
  return {
    contract: wired,
    run: runnable(endpoint),
    formats:
      codecs === undefined && ready.length === 0
        ? wiring.formats
        : new Formats(codecs ?? wiring.codecs, wiring.codecs, ready),
    bodies: consumes === undefined ? wiring.bodies : wiring.bodies.onlyFor(consumes),
  }
}

/** The parameter that names the format is the end-ware's: an endpoint is never given it. */
function checkQuery({ query }: WiredContract, { formatParameter }: Wiring): void {
  if (formatParameter === undefined || query?.shape?.kind !== 'object') return
  if (!query.shape.properties.has(formatParameter)) return
  throw new TypeError(
    `the query parameter '${formatParameter}' names the format (formatParameter), so no contract can have one of that name`,
  )
}

/** The media types of content that the endpoint makes by itself, as its contract declares them. */
function readyMediaTypes({ responses = {} }: Contract): readonly string[] {
  const declared = Object.entries(responses).flatMap(([status, response]) =>
    Number(status) < 400 ? (describedResponse(response).mediaTypes ?? []) : [],
  )
  return [...new Set(declared)]
}

/** Returns the description of an endpoint, for documents. */
export function descriptionOf(
  contract: Contract,
  { formats, bodies }: WiredEndpoint,
  { formats: fallback, envelope, timeout, formatParameter }: Wiring,
): OperationDescription {
  return {
    contract,
    codecs: formats.writers,
    failureCodecs: formats.failureCodecs,
    fallbackCodecs: fallback.failureCodecs,
    reads: contract.body === undefined ? [] : bodies.reads,
    bodyLimit: bodies.limit,
    envelope,
    timeout,
    formatParameter,
  }
}
