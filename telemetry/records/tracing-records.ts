import type { RecordDescriptions } from './record-description.js'

/** The records of the delivery of traces. */
export const tracingRecords = {
  'traces-lost': {
    severity: 'warn',
    means: 'the collector does not take spans, which are lost; once until `traces-sent`',
    act: 'Look at the collector and `OTEL_EXPORTER_OTLP_ENDPOINT`. Requests do not wait for it.',
  },
  'traces-sent': { severity: 'info', means: 'the collector takes spans again', act: 'none' },
  'tracing-unavailable': {
    severity: 'warn',
    means: 'the packages of OpenTelemetry cannot be loaded; once at the start. The service runs without traces',
    act: 'Install the optional dependencies: `npm ci` without `--omit=optional`.',
  },
} as const satisfies RecordDescriptions
