import { channel } from 'node:diagnostics_channel'

/**
 * The reason for a choice of format: no `Accept`, a range of it, the address bar of a browser, or no acceptable format.
 *
 * @example
 * const words: Record<NegotiationReason, string> = {
 *   'no-accept': 'the client has no preference',
 *   range: 'the client names the format',
 *   browser: 'a person reads it',
 *   none: 'nothing is acceptable',
 * }
 */
export type NegotiationReason = 'no-accept' | 'range' | 'browser' | 'none'

interface RequestEvent {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly requestId: string | undefined
}

/**
 * An event on the channel `@endware/restapi:negotiation`, published when the format of an answer has been chosen.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel'
 * const refused = new Set<string | undefined>()
 * subscribe('@endware/restapi:negotiation', (message) => {
 *   const { accept, mediaType } = message as NegotiationEvent
 *   if (mediaType === undefined) refused.add(accept)
 * })
 */
export interface NegotiationEvent extends RequestEvent {
  readonly accept: string | undefined
  readonly offers: readonly string[]
  /** The media type of a success; `undefined` for a 406. */
  readonly mediaType: string | undefined
  readonly reason: NegotiationReason | 'query'
}

/**
 * An event on the channel `@endware/restapi:outcome`, published when an endpoint has settled or could not be called.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel'
 * const failures = new Map<string, number>()
 * subscribe('@endware/restapi:outcome', (message) => {
 *   const { code } = message as OutcomeEvent
 *   if (code !== undefined) failures.set(code, (failures.get(code) ?? 0) + 1)
 * })
 */
export interface OutcomeEvent extends RequestEvent {
  /** The kind of the reply. */
  readonly kind: 'empty' | 'value' | 'ready' | 'stream' | 'file' | 'failure'
  readonly status: number
  /** The code of a failure. */
  readonly code: string | undefined
}

/**
 * An event on the channel `@endware/restapi:write`, published when the whole answer has been handed to the socket.
 *
 * @example
 * import { subscribe } from 'node:diagnostics_channel'
 * let sent = 0
 * subscribe('@endware/restapi:write', (message) => {
 *   const { bytes = 0 } = message as WriteEvent
 *   sent += bytes
 * })
 */
export interface WriteEvent extends RequestEvent {
  readonly status: number
  /** Octets of content; `undefined` for a stream of unknown length. */
  readonly bytes: number | undefined
}

/**
 * The channels of `node:diagnostics_channel` on which the library publishes events. Check `hasSubscribers` before you make an event:
 * a channel without subscribers then costs nothing.
 */
export const channels = {
  negotiation: channel('@endware/restapi:negotiation'),
  outcome: channel('@endware/restapi:outcome'),
  write: channel('@endware/restapi:write'),
} as const
