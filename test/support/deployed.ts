import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** An alert of deploy/prometheus/alerts.yml. */
export interface Alert {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

interface Rules {
  readonly groups: readonly { readonly rules: readonly Alert[] }[]
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[]
  }[]
}

const deployed = (path: string) => readFileSync(new URL(`../../deploy/${path}`, import.meta.url), 'utf8')

/** The alerts. */
export const alerts: readonly Alert[] = (parse(deployed('prometheus/alerts.yml')) as Rules).groups.flatMap(
  ({ rules }) => rules,
)

/** The queries of the dashboard: panel, expression and the text of its legend. Variables have a value. */
export const queries: readonly (readonly [panel: string, expression: string, legend: string])[] = (
  JSON.parse(deployed('grafana/shop.json')) as Dashboard
).panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat }): [string, string, string] => [
    title,
    expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*'),
    legendFormat,
  ]),
)
