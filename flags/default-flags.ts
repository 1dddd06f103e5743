import type { FlagEvaluation } from './flag-evaluation.js'
import { flagTable } from './flag-table.js'
import type { OpenFlags } from './flags.js'

/** Returns flags without a source: each has its default. */
export function defaultFlags(onEvaluation: (evaluation: FlagEvaluation) => void): OpenFlags {
  return {
    async value(flag) {
      const { default: value } = flagTable[flag]
      onEvaluation({ flag, value, reason: 'default', provider: 'defaults' })
      return value
    },
    known: Promise.resolve(),
    close: async () => undefined,
  }
}
