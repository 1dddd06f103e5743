/** A metric as operators read about it. The table in docs/operations.md is made of these. */
export interface MetricDescription {
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** The names of its labels. A label without a value is left out of a series. */
  readonly labels: readonly string[]
  /** The meaning, with the unit. It is the help text of the metric. */
  readonly means: string
  /** The action for the person on call. */
  readonly act: string
}

export type MetricDescriptions = Readonly<Record<string, MetricDescription>>
