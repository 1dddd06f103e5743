import type { MetricDescriptions } from './metric-description.js'

/** Metrics of the database and of the pools of connections, with the names of OpenTelemetry. */
export const databaseMetrics = {
  shop_database_up: {
    type: 'gauge',
    labels: [],
    means:
      '1 when the last reading of the outbox succeeded within a second, 0 when it did not or the database is not open yet',
    act: '0: the database is down or slow, or the pool has no free connection. shop_part_ready of the part database tells which',
  },
  shop_database_clock_difference_seconds: {
    type: 'gauge',
    labels: [],
    means:
      'The clock of PostgreSQL minus that of this machine, in seconds; absent before the first look and for the embedded database',
    act: 'Beyond 5 or -5: set the clock that is wrong. On one instance alone it is that of its machine, on all of them that of PostgreSQL',
  },
  db_client_operation_duration_seconds: {
    type: 'histogram',
    labels: [],
    means:
      'Seconds of each statement in the database, without the wait for a connection; statements of exports do not count',
    act: 'All of them slow: PostgreSQL, its machine or the network. Some near 4 s, the time limit: locks, or statements that read much',
  },
  db_client_connection_count: {
    type: 'gauge',
    labels: ['db_client_connection_pool_name', 'db_client_connection_state'],
    means: 'Connections to the database by pool (main, exports) and state (used, idle)',
    act: 'used at the maximum for minutes: slow statements, or a pool that is too small',
  },
  db_client_connection_max: {
    type: 'gauge',
    labels: ['db_client_connection_pool_name'],
    means: 'The most connections that a pool opens (DATABASE_POOL, EXPORTS_AT_ONCE)',
    act: 'The sum over all instances must stay below max_connections of PostgreSQL',
  },
  db_client_connection_pending_requests: {
    type: 'gauge',
    labels: ['db_client_connection_pool_name'],
    means: 'Queries that wait for a free connection of a pool',
    act: 'Above 0 for minutes: queries arrive faster than the database answers. After 5 seconds of waiting a request gets 503',
  },
} as const satisfies MetricDescriptions
