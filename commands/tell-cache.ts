import { setTimeout as pause } from 'node:timers/promises'
import { openProductCache } from '../cache/open-product-cache.js'
import type { Settings } from '../config/settings.js'

/**
 * Tells the cache of running instances that any product may have changed. Prints a warning when the cache cannot be reached.
 *
 * @param patience the time in which the store of the cache must answer, in milliseconds
 */
export async function tellCache(
  { cache, redisPrefix }: Pick<Settings, 'cache' | 'redisPrefix'>,
  print: (line: string) => void,
  patience = 3_000,
): Promise<void> {
  if (cache?.url === undefined) return
  const opened = openProductCache({ ...cache, prefix: redisPrefix, deadline: patience, onEvent: () => undefined })
  try {
    for (const end = performance.now() + patience; !opened.isUp && performance.now() < end; ) await pause(20)
    await opened.changed('all')
    if (opened.isUp) return
    print(`The cache cannot be reached: instances may show old products for up to ${2 * cache.ttl} seconds.`)
  } finally {
    await opened.close()
  }
}
