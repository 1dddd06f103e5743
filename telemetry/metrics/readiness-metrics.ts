import type { Instruments } from './instruments.js'

/** A part of `/readyz` at a moment. */
export interface ReadyPart {
  /** From a fixed list such as `database`, `writes`. */
  readonly name: string
  readonly ready: boolean
}

/** The metrics of readiness. */
export interface ReadinessMetrics {
  /** Gives the function that returns what is remembered of the parts. It is called at each scrape. */
  watch(parts: () => readonly ReadyPart[]): void
}

export function readinessMetrics(make: Instruments): ReadinessMetrics {
  let read: () => readonly ReadyPart[] = () => []
  make.gauge('shop_part_ready', (gauge) => {
    for (const { name, ready } of read()) gauge.set({ part: name }, Number(ready))
  })
  return {
    watch: (parts) => {
      read = parts
    },
  }
}
