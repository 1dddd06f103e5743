import { noTracing, type Tracing } from './tracing.js'

/** The environment variables of OpenTelemetry. */
type Environment = Readonly<Record<string, string | undefined>>

/**
 * Starts tracing when the environment names a collector. Call it before express, pg, amqplib or node:http is loaded, since OpenTelemetry
 * instruments modules while they load. The packages of OpenTelemetry are loaded only here. If they are missing, the service runs without
 * traces and reports it once.
 */
export async function startTracing(env: Environment): Promise<Tracing> {
  if (!isWanted(env)) return noTracing
  try {
    const { openTelemetry } = await import('./open-telemetry.js')
    return openTelemetry()
  } catch (error) {
    const message = 'traces are off: the packages of OpenTelemetry, which are optional dependencies, cannot be loaded'
    return { ...noTracing, onEvent: (listener) => listener({ name: 'tracing-unavailable', message, error }) }
  }
}

/** @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
function isWanted({
  OTEL_EXPORTER_OTLP_ENDPOINT: all,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces,
  OTEL_SDK_DISABLED: disabled = '',
  OTEL_TRACES_EXPORTER: exporter,
}: Environment): boolean {
  return Boolean(all?.trim() || traces?.trim()) && disabled.trim().toLowerCase() !== 'true' && exporter !== 'none'
}
