import type { OrderEvent } from './order-event.js'

export interface OutboxClaim {
  readonly at: Date
  /** The end of the claim: until then no other relay can claim the events. */
  readonly until: Date
  /** The maximum number of events. */
  readonly limit: number
}

/** An event that one relay has claimed. */
export interface ClaimedEvent {
  readonly event: OrderEvent
  /** The number of claims of the event, including this one. */
  readonly attempts: number
  /** The reason of the last attempt that failed; absent when none did. */
  readonly reason?: string
}

/** An event that is parked, with the reason. */
export interface ParkedEvent {
  readonly event: OrderEvent
  readonly attempts: number
  readonly reason: string
  readonly parkedAt: Date
}

/** An event that waits to be published. */
export interface WaitingEvent {
  readonly event: OrderEvent
  /** The number of claims of the event. */
  readonly attempts: number
  /** The reason of the last attempt that failed; absent when none did. */
  readonly reason?: string
}

/** The state of the outbox at a moment. */
export interface OutboxState {
  /** The number of events that are neither published nor parked. */
  readonly waiting: number
  /** The number of parked events. Relays skip them, and each holds back the later events of its order. */
  readonly parked: number
  /** The time of the oldest waiting event; absent when none waits. */
  readonly oldestAt?: Date
}

/**
 * The queue of the events of orders that are to be published. An event is stored together with its change. A relay claims events,
 * publishes them, and marks them as published. If a relay dies, its claims expire, and another relay publishes the events with the same ids.
 *
 * Every method may reject with `storage-unavailable`.
 */
export interface Outbox {
  /**
   * Claims events, the oldest first: the first unpublished event of each order, unless it is parked. Skips events that another relay has
   * claimed or is claiming.
   */
  claim(claim: OutboxClaim): Promise<readonly ClaimedEvent[]>

  /** Marks events as published. Does not change events that are already marked. */
  published(ids: readonly string[], at: Date): Promise<void>

  /** Ends the claims until this time without counting them as attempts: whether the events were published is not known. */
  unclaim(ids: readonly string[], until: Date): Promise<void>

  /** Ends the claim of an event that could not be published, and lets nobody claim it before `retryAt`. @param reason at most 1,000 characters are kept */
  failed(id: string, reason: string, retryAt: Date): Promise<void>

  /** Parks an event: it is not claimed again until it is released. @param reason at most 1,000 characters are kept */
  park(id: string, reason: string, at: Date): Promise<void>

  /** Lets a parked event be claimed again. Returns false when there is no parked event with this id. */
  release(id: string): Promise<boolean>

  /** Returns at most `limit` parked events, by the time at which they were parked. */
  parked(limit: number): Promise<readonly ParkedEvent[]>

  /** Lets all parked events be claimed again. Returns their number. */
  releaseAll(): Promise<number>

  /** Returns at most `limit` events that are neither published nor parked, the oldest first. */
  waiting(limit: number): Promise<readonly WaitingEvent[]>

  state(): Promise<OutboxState>
}
