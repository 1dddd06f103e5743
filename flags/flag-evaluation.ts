import type { FlagName } from './flag-table.js'

/** The reasons of values, as OpenTelemetry's semantic conventions name them. */
export const evaluationReasons = [
  'cached',
  'default',
  'disabled',
  'error',
  'split',
  'stale',
  'static',
  'targeting_match',
  'unknown',
] as const

export type EvaluationReason = (typeof evaluationReasons)[number]

/** One evaluation of a flag. It says nothing about the caller. */
export interface FlagEvaluation {
  readonly flag: FlagName
  readonly value: boolean | string
  /** The name that the source has for the value. */
  readonly variant?: string | undefined
  readonly reason: EvaluationReason
  /** The name of the source, such as `unleash`; `defaults` without one. */
  readonly provider: string
  /** The kind of a failure in lower case, such as `flag_not_found`. */
  readonly error?: string | undefined
}

/** The reasons of LaunchDarkly that OpenFeature does not have. */
const otherReasons: Readonly<Record<string, EvaluationReason>> = {
  fallthrough: 'static',
  off: 'disabled',
  prerequisite_failed: 'disabled',
  rule_match: 'targeting_match',
  target_match: 'targeting_match',
}

/** Returns the reason of an evaluation by its name in OpenFeature or LaunchDarkly. */
export function evaluationReason(name = ''): EvaluationReason {
  const lower = name.toLowerCase()
  return evaluationReasons.find((reason) => reason === lower) ?? otherReasons[lower] ?? 'unknown'
}
