import type { Instruments } from './instruments.js'

/** The numbers of feature flags. No method throws. */
export interface FlagMetrics {
  /** Counts an evaluation. Each argument is from a fixed list. */
  evaluated(flag: string, value: string, reason: string): void
  /** Notes whether the source answers. Call it when the source first answers or not, and at each change. */
  sourceUp(isUp: boolean): void
}

export function flagMetrics(make: Instruments): FlagMetrics {
  const evaluations = make.counter('shop_flag_evaluations_total')
  const source = make.gauge('shop_flags_source_up')
  return {
    evaluated: (flag, value, reason) => evaluations.inc({ flag, value, reason }),
    sourceUp: (isUp) => source.set(Number(isUp)),
  }
}
