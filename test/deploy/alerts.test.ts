import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import { alerts } from '../support/deployed.js'
import { describeWithPrometheus, promtool } from '../support/prometheus.js'

const folder = fileURLToPath(new URL('../../deploy/prometheus/', import.meta.url))
const duration = 'http_server_request_duration_seconds'

/** Series as promtool writes them: a value each minute, `0+60x30` for thirty steps of 60 from 0. */
type Series = readonly (readonly [series: string, values: string])[]

const products = 'job="shop",http_route="/v1/products"'
const orders = 'job="shop",http_route="/v1/orders"'
const of = (labels: string) => `{job="shop",instance="a"${labels && `,${labels}`}}`

interface Case {
  /** Series for which the alert fires within half an hour. */
  readonly bad: Series
  /** Series near the bound for which it does not. */
  readonly good: Series
  /** The labels of the alert besides its severity. */
  readonly labels: Readonly<Record<string, string>>
}

const instance = { job: 'shop', instance: 'a' }

/** Returns a case of a metric with the bad and the good values. */
function valued(metric: string, bad: string, good: string, labels: Case['labels'] = instance, more = ''): Case {
  return { bad: [[`${metric}${of(more)}`, bad]], good: [[`${metric}${of(more)}`, good]], labels }
}

const files = (open: string): Series => [
  [`process_open_fds${of('')}`, open],
  [`process_max_fds${of('')}`, '1000x30'],
]
const statuses = (failed: string, ok: string): Series => [
  [`${duration}_count{${products},http_response_status_code="200"}`, ok],
  [`${duration}_count{${products},http_response_status_code="503",error_type="503"}`, failed],
  [`${duration}_count{job="shop",http_route="/readyz",http_response_status_code="503"}`, '0+6000x30'],
]
const refusals = (refused: string, ok: string): Series => [
  ...['401', '429'].map(
    (status) => [`${duration}_count{${orders},http_response_status_code="${status}"}`, refused] as const,
  ),
  [`${duration}_count{${products},http_response_status_code="200"}`, ok],
]
const durations = (labels: string, fast: string): Series => [
  [`${duration}_bucket{${labels},le="1"}`, fast],
  [`${duration}_bucket{${labels},le="2.5"}`, '0+100x30'],
  [`${duration}_bucket{${labels},le="+Inf"}`, '0+100x30'],
]

const statements = (fast: string): Series =>
  Object.entries({ '0.25': fast, '0.5': '0+100x30', '+Inf': '0+100x30' }).map(
    ([le, values]) => [`db_client_operation_duration_seconds_bucket${of(`le="${le}"`)}`, values] as const,
  )

const cases: Readonly<Record<string, Case>> = {
  ShopDown: valued('up', '0x30', '1x30', {}),
  ShopInstanceDown: valued('up', '0x30', '0 1x29'),
  ShopRestarts: valued('process_start_time_seconds', '1x10 2x5 3x5 4x20', '1x10 2x5 3x20'),
  ShopErrorsHigh: { bad: statuses('0+6x30', '0+94x30'), good: statuses('0+4x30', '0+96x30'), labels: {} },
  ShopFailing: { bad: statuses('0+51x30', '0+49x30'), good: statuses('0+50x30', '0+50x30'), labels: {} },
  ShopCredentialsRefused: { bad: refusals('0+11x30', '0+79x30'), good: refusals('0+10x30', '0+80x30'), labels: {} },
  ShopOrdersSlow: {
    bad: durations(`${orders},http_request_method="POST"`, '0+49x30'),
    good: [
      ...durations(`${orders},http_request_method="POST"`, '0+50x30'),
      ...durations(`${orders},http_request_method="GET"`, '0+1x30'),
    ],
    labels: {},
  },
  ShopSlow: {
    bad: durations(orders, '0+98x30'),
    good: [...durations(products, '0+100x30'), ...durations(`${orders.slice(0, -1)}/:id/events"`, '0+1x30')],
    labels: { http_route: '/v1/orders' },
  },
  ShopDatabaseDown: valued('shop_database_up', '0x30', '1x30'),
  ShopDatabaseSlow: { bad: statements('0+89x30'), good: statements('0+90x30'), labels: instance },
  ShopNotWritable: valued('shop_part_ready', '0x30', '0 1x29', { ...instance, part: 'writes' }, 'part="writes"'),
  ShopClockWrong: valued('shop_database_clock_difference_seconds', '-6x30', '5x30'),
  ShopPoolWaiting: valued(
    'db_client_connection_pending_requests',
    '5x30',
    '5 5 0x28',
    { ...instance, db_client_connection_pool_name: 'main' },
    'db_client_connection_pool_name="main"',
  ),
  ShopOutboxOld: valued('shop_outbox_oldest_age_seconds', '0+60x30', '120x30', {}),
  ShopOutboxBacklog: valued('shop_outbox_waiting_events', '1001x30', '1000x30', {}),
  ShopEventsParked: valued('shop_outbox_parked_events', '1x30', '0x30', {}),
  ShopMessagesParked: valued('shop_messages_total', '0x20 1x10', '0x30', {}, 'outcome="parked"'),
  ShopBrokerDown: valued('shop_broker_up', '0x30', '1x30', { instance: 'a', link: 'shop relay' }, 'link="shop relay"'),
  ShopEventLoopDelay: valued('nodejs_eventloop_lag_p99_seconds', '0.3x30', '0.25x30'),
  ShopShedding: valued('shop_shed_requests_total', '0+10x30', '10x30', {}, 'reason="requests"'),
  ShopRateLimitStoreDown: valued('shop_rate_limit_store_up', '0x30', '1x30'),
  ShopCacheStoreDown: valued('shop_cache_store_up', '0x30', '1x30'),
  ShopFlagsSourceDown: valued('shop_flags_source_up', '0x30', '0x4 1x26'),
  ShopIssuerDown: valued('shop_issuer_keys_up', '0x30', '0 1x29'),
  ShopFilesOpen: { bad: files('801x30'), good: files('800x30'), labels: instance },
}

describeWithPrometheus('the alerts in deploy/prometheus', () => {
  test('are valid to promtool, with the configuration', async () => {
    expect(await promtool(['check', 'config', join(folder, 'prometheus.yml')])).toMatchObject({ code: 0 })
    expect(await promtool(['check', 'rules', join(folder, 'alerts.yml')])).toMatchObject({ code: 0 })
  })

  test('have a case each', () => expect(Object.keys(cases)).toEqual(alerts.map(({ alert }) => alert)))

  test('fire for what is wrong, and not for what is near the bound', async () => {
    const tests = alerts.flatMap(({ alert, labels: { severity }, annotations }) => {
      const { bad = [], good = [], labels = {} } = cases[alert] ?? {}
      const fired = [{ exp_labels: { ...labels, severity }, exp_annotations: annotations }]
      return [ruleTest(`${alert} fires`, bad, alert, fired), ruleTest(`${alert} does not fire`, good, alert, [])]
    })
    const place = await mkdtemp(join(tmpdir(), 'shop-alerts-'))
    try {
      const file = join(place, 'alerts.test.yml')
      await writeFile(file, stringify({ rule_files: [join(folder, 'alerts.yml')], evaluation_interval: '1m', tests }))
      expect(await promtool(['test', 'rules', file])).toEqual({ code: 0, output: expect.stringContaining('SUCCESS') })
    } finally {
      await rm(place, { recursive: true, force: true })
    }
  })
})

function ruleTest(name: string, series: Series, alertname: string, exp_alerts: readonly object[]) {
  const input_series = series.map(([series, values]) => ({ series, values: values.replace(/^(-?\d[\d.]*)x/, '$1+0x') }))
  return { name, interval: '1m', input_series, alert_rule_test: [{ eval_time: '29m', alertname, exp_alerts }] }
}
