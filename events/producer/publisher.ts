import type { OrderMessage } from '../../messages/order-messages.js'

/** The outcome of an attempt to publish. */
export type PublishOutcome =
  /** The broker or the subscribers have the message. */
  | { readonly kind: 'published' }
  /** The message may have been published. It is published again, and the attempt does not count. */
  | { readonly kind: 'unknown' }
  /** The message was not published. */
  | { readonly kind: 'refused'; readonly reason: string }

/** A publisher of messages. */
export interface Publisher {
  /** Resolves when messages can be published, or when the signal aborts. Rejects when the database must be asked, and fails. */
  ready(signal: AbortSignal): Promise<void>
  /** Publishes a message. Never rejects, and resolves within {@link publishTimeLimit}. */
  publish(message: OrderMessage): Promise<PublishOutcome>
  /** Ends the publisher. Never rejects. */
  close(): Promise<void>
}

/** The time limit of one attempt to publish, in milliseconds. */
export const publishTimeLimit = 10_000
