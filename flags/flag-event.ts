import type { FlagName } from './flag-table.js'

/** A change in the source of flags, once each time it changes. `message` is the line of the log. */
export type FlagEvent = { readonly message: string } & (
  | { readonly name: 'flags-lost'; readonly reason: string }
  | { readonly name: 'flags-restored' }
  | { readonly name: 'flags-changed'; readonly flags: readonly FlagName[] }
  /** The source has a value or type that the shop does not know. */
  | { readonly name: 'flag-refused'; readonly flag: FlagName; readonly reason: string }
)

export type OnFlagEvent = (event: FlagEvent) => void
