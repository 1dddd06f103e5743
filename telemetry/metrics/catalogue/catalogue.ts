import { cacheMetrics } from './cache-metrics.js'
import { databaseMetrics } from './database-metrics.js'
import { eventMetrics } from './event-metrics.js'
import { flagMetrics } from './flag-metrics.js'
import { httpMetrics } from './http-metrics.js'
import { limitMetrics } from './limit-metrics.js'
import { serviceMetrics } from './service-metrics.js'

/** Every metric of the service by name, besides those of the process. */
export const catalogue = {
  ...httpMetrics,
  ...databaseMetrics,
  ...eventMetrics,
  ...cacheMetrics,
  ...limitMetrics,
  ...flagMetrics,
  ...serviceMetrics,
} as const

type Catalogue = typeof catalogue

/** The names of the metrics of one type. */
export type MetricName<Type extends 'counter' | 'gauge' | 'histogram'> = {
  [Name in keyof Catalogue]: Catalogue[Name]['type'] extends Type ? Name : never
}[keyof Catalogue]

/** The names of the labels of a metric. */
export type LabelOf<Name extends keyof Catalogue> = Catalogue[Name]['labels'][number]
