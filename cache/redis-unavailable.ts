/** Redis cannot be used, or gave no answer in time. A command that was sent may have had its effect. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable'
  readonly code = 'REDIS_UNAVAILABLE'
}
