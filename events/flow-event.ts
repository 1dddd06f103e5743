/** An occurrence in the flow of events, for the log and for metrics. `message` is the line of the log and contains no secret. */
export type FlowEvent = { readonly message: string } & (
  | { readonly name: 'broker-unreachable'; readonly link: string; readonly address: string; readonly reason: string }
  | { readonly name: 'broker-reached'; readonly link: string; readonly address: string }
  /** The relay cannot read the outbox. */
  | { readonly name: 'outbox-unreachable'; readonly error: unknown }
  | { readonly name: 'outbox-reached' }
  /** An event of an order was refused, the first for this reason. It is tried again, as are those that are refused after it. */
  | {
      readonly name: 'event-refused'
      readonly id: string
      readonly type: string
      readonly order: string
      readonly reason: string
    }
  /** An event that was refused for this reason is published, and no other is refused for it. */
  | { readonly name: 'events-accepted'; readonly reason: string; readonly attempts: number }
  /** An event of an order cannot be published. It holds back the later events of its order until it is replayed. */
  | {
      readonly name: 'event-parked'
      readonly id: string
      readonly type: string
      readonly order: string
      readonly attempts: number
      readonly reason: string
    }
  /** The events of this database go to a broker, and this instance has none. It leaves them to the others. */
  | { readonly name: 'events-left' }
  | { readonly name: 'events-taken' }
  /** Many events wait, or one waits for too long. */
  | { readonly name: 'backlog-high'; readonly waiting: number; readonly parked: number; readonly oldest_s: number }
  | { readonly name: 'backlog-normal'; readonly waiting: number; readonly parked: number }
  /** A message could not be handled yet. It is tried again later. */
  | {
      readonly name: 'message-retried'
      readonly id: string
      readonly attempts: number
      readonly reason: string
      readonly error?: unknown
    }
  /** A message cannot be handled. It is in the queue of parked messages. */
  | {
      readonly name: 'message-parked'
      readonly id: string
      readonly attempts: number
      readonly reason: string
      readonly error?: unknown
    }
)

export type FlowEventName = FlowEvent['name']

export type OnFlowEvent = (event: FlowEvent) => void
