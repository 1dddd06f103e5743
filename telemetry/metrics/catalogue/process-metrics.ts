import type { MetricDescription } from './metric-description.js'

type Row = readonly [type: MetricDescription['type'], labels: readonly string[], means: string, act: string]

const memory = 'A steady rise over hours: a leak. Take a heap snapshot before the restart'
const delay =
  'An idle process shows 0.01, the interval of the measurement. Above 0.1: code that blocks, or too little processor time'
const handles = 'A steady rise over hours: connections or timers that are never closed'

const rows = {
  process_cpu_user_seconds_total: [
    'counter',
    [],
    'Seconds of processor time in user code',
    'Near 1 a second: the instance is at its limit',
  ],
  process_cpu_system_seconds_total: [
    'counter',
    [],
    'Seconds of processor time in the system',
    'High beside user time: many small reads and writes',
  ],
  process_cpu_seconds_total: [
    'counter',
    [],
    'Seconds of processor time, user code and system',
    'Near 1 a second: the instance is at its limit',
  ],
  process_start_time_seconds: [
    'gauge',
    [],
    'Start of the process, in seconds since 1970',
    'Changes: the instance was restarted',
  ],
  process_resident_memory_bytes: ['gauge', [], 'Memory of the process in RAM, in bytes', memory],
  process_virtual_memory_bytes: [
    'gauge',
    [],
    'Address space of the process, in bytes',
    'Says little: compare the resident memory',
  ],
  process_heap_bytes: ['gauge', [], 'Size of the data segment of the process, in bytes', memory],
  process_open_fds: ['gauge', [], 'Open file descriptors', 'Near process_max_fds: connections are refused soon'],
  process_max_fds: [
    'gauge',
    [],
    'The most open file descriptors (ulimit -n)',
    'Raise it when process_open_fds is near',
  ],
  nodejs_eventloop_lag_seconds: ['gauge', [], 'Seconds from the scrape to the next turn of the event loop', delay],
  nodejs_eventloop_lag_min_seconds: ['gauge', [], 'The least event-loop delay since the scrape before', delay],
  nodejs_eventloop_lag_max_seconds: ['gauge', [], 'The greatest event-loop delay since the scrape before', delay],
  nodejs_eventloop_lag_mean_seconds: ['gauge', [], 'The mean event-loop delay since the scrape before', delay],
  nodejs_eventloop_lag_stddev_seconds: [
    'gauge',
    [],
    'The standard deviation of the event-loop delay since the scrape before',
    delay,
  ],
  nodejs_eventloop_lag_p50_seconds: ['gauge', [], 'The median event-loop delay since the scrape before', delay],
  nodejs_eventloop_lag_p90_seconds: [
    'gauge',
    [],
    'The 90th percentile of the event-loop delay since the scrape before',
    delay,
  ],
  nodejs_eventloop_lag_p99_seconds: [
    'gauge',
    [],
    'The 99th percentile of the event-loop delay since the scrape before',
    delay,
  ],
  nodejs_active_resources: ['gauge', ['type'], 'Resources that keep the event loop alive, by type', handles],
  nodejs_active_resources_total: ['gauge', [], 'Resources that keep the event loop alive', handles],
  nodejs_active_handles: ['gauge', ['type'], 'Open handles of libuv, by type', handles],
  nodejs_active_handles_total: ['gauge', [], 'Open handles of libuv', handles],
  nodejs_active_requests: ['gauge', ['type'], 'Requests to libuv under way, by type', handles],
  nodejs_active_requests_total: ['gauge', [], 'Requests to libuv under way', handles],
  nodejs_heap_size_total_bytes: ['gauge', [], 'Size of the heap of V8, in bytes', memory],
  nodejs_heap_size_used_bytes: ['gauge', [], 'Used part of the heap of V8, in bytes', memory],
  nodejs_external_memory_bytes: ['gauge', [], 'Memory outside the heap that V8 objects hold, in bytes', memory],
  nodejs_heap_space_size_total_bytes: ['gauge', ['space'], 'Size of each space of the heap, in bytes', memory],
  nodejs_heap_space_size_used_bytes: ['gauge', ['space'], 'Used part of each space of the heap, in bytes', memory],
  nodejs_heap_space_size_available_bytes: ['gauge', ['space'], 'Free part of each space of the heap, in bytes', memory],
  nodejs_version_info: [
    'gauge',
    ['version', 'major', 'minor', 'patch'],
    'The version of Node as labels; always 1',
    'Shows which instances run which version',
  ],
  nodejs_gc_duration_seconds: [
    'histogram',
    ['kind'],
    'Seconds of each garbage collection, by kind',
    'Long major collections: too little memory',
  ],
} as const satisfies Readonly<Record<string, Row>>

/** The metrics of the process, which prom-client collects. The memory of Linux and the open files are absent on other systems. */
export const processMetrics: Readonly<Record<string, MetricDescription>> = Object.fromEntries(
  Object.entries<Row>(rows).map(([name, [type, labels, means, act]]) => [name, { type, labels, means, act }]),
)
