import { channel } from 'node:diagnostics_channel'

/** The reason for a choice: no preference, a range of the field, a browser's address bar, or that nothing fits. */
export type NegotiationReason = 'no-accept' | 'range' | 'browser' | 'none'

interface OfRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly requestId: string | undefined
}

/** Published on `@endware/restapi:negotiation` when the format of an answer is decided. */
export interface NegotiationEvent extends OfRequest {
  readonly accept: string | undefined
  readonly offers: readonly string[]
  /** The media type of a success; `undefined` for a 406. */
  readonly mediaType: string | undefined
  readonly reason: NegotiationReason | 'query'
}

/** Published on `@endware/restapi:outcome` when an endpoint has settled, or when it could not be called. */
export interface OutcomeEvent extends OfRequest {
  /** The rung of the ladder. */
  readonly kind: 'empty' | 'value' | 'ready' | 'stream' | 'failure'
  readonly status: number
  /** The code of a failure. */
  readonly code: string | undefined
}

/** Published on `@endware/restapi:write` when an answer has been handed to the socket, to its end. */
export interface WriteEvent extends OfRequest {
  readonly status: number
  /** Octets of content; `undefined` for a stream. */
  readonly bytes: number | undefined
}

/**
 * The channels of `node:diagnostics_channel` on which the library tells what it does. They are asked for subscribers before
 * an event is made, so that with nobody listening they cost nothing.
 */
export const channels = {
  negotiation: channel('@endware/restapi:negotiation'),
  outcome: channel('@endware/restapi:outcome'),
  write: channel('@endware/restapi:write'),
} as const
