import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { Batch, type Observe } from './batch.js'
import { catalogue, type LabelOf, type MetricName } from './catalogue/catalogue.js'

/** Makes the metrics of the catalogue in one registry. The compiler refuses names and labels that the catalogue does not have. */
export interface Instruments {
  counter<Name extends MetricName<'counter'>>(name: Name): Counter<LabelOf<Name>>
  /**
   * Returns a function that gives the tally of a series. Each call of the tally counts one. The counter gets the sum at each scrape, because
   * its own increments take several times as long.
   */
  tally<Name extends MetricName<'counter'>>(name: Name): (labels: Partial<Record<LabelOf<Name>, string>>) => () => void
  /**
   * Returns a gauge without a value. A gauge without a value is not in the answer to a scrape.
   *
   * @param collect sets the values at each scrape, when those of the scrape before are gone
   */
  gauge<Name extends MetricName<'gauge'>>(
    name: Name,
    collect?: (gauge: Gauge<LabelOf<Name>>) => void,
  ): Gauge<LabelOf<Name>>
  /**
   * Returns a function that gives the observer of a series. Observations are counted in batches.
   *
   * @param buckets the upper bounds, in the unit of the metric
   */
  histogram<Name extends MetricName<'histogram'>>(
    name: Name,
    buckets: readonly number[],
  ): (labels: Partial<Record<LabelOf<Name>, string>>) => Observe
}

export function instruments(registry: Registry): Instruments {
  return {
    counter: (name) => new Counter({ ...described(name), registers: [registry] }),
    tally(name) {
      const added: (() => void)[] = []
      const counter = new Counter({
        ...described(name),
        registers: [registry],
        collect() {
          for (const add of added) add()
        },
      })
      return (labels) => {
        const series = counter.labels(labels)
        series.inc(0)
        let count = 0
        added.push(() => {
          series.inc(count)
          count = 0
        })
        return () => {
          count += 1
        }
      }
    },
    gauge(name, collect) {
      const gauge = new Gauge<LabelOf<typeof name>>({
        ...described(name),
        registers: [registry],
        ...(collect && {
          collect() {
            empty(gauge)
            collect(gauge)
          },
        }),
      })
      empty(gauge)
      return gauge
    },
    histogram(name, buckets) {
      const batches: Batch[] = []
      const histogram = new Histogram({
        ...described(name),
        buckets: [...buckets],
        registers: [registry],
        collect() {
          for (const batch of batches) batch.count()
        },
      })
      return (labels) => {
        const batch = new Batch(histogram.labels(labels).observe)
        batches.push(batch)
        return (value) => batch.add(value)
      }
    },
  }
}

function described<Name extends keyof typeof catalogue>(name: Name) {
  const { means, labels } = catalogue[name]
  return { name, help: means, labelNames: labels as readonly LabelOf<Name>[] }
}

/** Removes all values. prom-client gives a gauge without labels a 0 at its reset. */
function empty<Label extends string>(gauge: Gauge<Label>): void {
  gauge.reset()
  gauge.remove({})
}
