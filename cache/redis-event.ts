/** A change in the reachability of a Redis: reported once when it is lost, and once when it can be used. `message` is the line of the log. */
export type RedisEvent = { readonly message: string; readonly link: string; readonly address: string } & (
  | { readonly name: 'redis-unreachable'; readonly reason: string }
  | { readonly name: 'redis-reached' }
)
