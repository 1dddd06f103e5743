/** A change in how requests are limited, for the log. Each is reported once. `message` is the line of the log. */
export type LimitEvent = {
  readonly message: string
} /** The shared store cannot be used: each instance counts for itself. */ & (
  | { readonly name: 'limits-store-lost'; readonly reason: string }
  | { readonly name: 'limits-store-reached' }
  /** Requests are refused, because the instance has too much to do. */
  | {
      readonly name: 'shedding-began'
      readonly reason: SheddingReason
      readonly requests: number
      readonly delay_ms: number
    }
  | { readonly name: 'shedding-ended'; readonly shed: number; readonly duration_s: number }
)

export type OnLimitEvent = (event: LimitEvent) => void

/** The limits whose excess sheds load. */
export type SheddingReason = 'requests' | 'event-loop-delay'
