import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { catalogue, type LabelOf, type MetricName } from './catalogue/catalogue.js'

/** Makes the metrics of the catalogue in one registry. The compiler refuses names and labels that the catalogue does not have. */
export interface Instruments {
  counter<Name extends MetricName<'counter'>>(name: Name): Counter<LabelOf<Name>>
  /**
   * Returns a gauge without a value. A gauge without a value is not in the answer to a scrape.
   *
   * @param collect sets the values at each scrape, when those of the scrape before are gone
   */
  gauge<Name extends MetricName<'gauge'>>(
    name: Name,
    collect?: (gauge: Gauge<LabelOf<Name>>) => void,
  ): Gauge<LabelOf<Name>>
  /** @param buckets the upper bounds, in the unit of the metric */
  histogram<Name extends MetricName<'histogram'>>(name: Name, buckets: readonly number[]): Histogram<LabelOf<Name>>
}

export function instruments(registry: Registry): Instruments {
  return {
    counter: (name) => new Counter({ ...described(name), registers: [registry] }),
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
    histogram: (name, buckets) => new Histogram({ ...described(name), buckets: [...buckets], registers: [registry] }),
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
