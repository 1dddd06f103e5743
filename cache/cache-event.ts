/** A change in the use of the shared store: reported once when it is lost, and once when it is used again. `message` is the line of the log. */
export type CacheEvent = { readonly message: string } & (
  | { readonly name: 'cache-lost'; readonly reason: string }
  | { readonly name: 'cache-restored' }
)
