// Starts tracing as the service does, makes a span with an event, stops, and prints as JSON what tracing has reported. The argument is the
// traceparent of the span.
import { startTracing } from '../../dist/telemetry/tracing/start-tracing.js'

const events = []
const tracing = await startTracing(process.env)
tracing.onEvent(({ name, error }) => events.push({ name, code: error?.code }))
const [, , traceparent] = process.argv
const current = tracing.inTrace('work', { traceparent }, () => {
  tracing.addEvent('feature_flag.evaluation', {
    'feature_flag.key': 'price-filter',
    'feature_flag.result.variant': 'on',
  })
  return tracing.current()
})
tracing.addEvent('outside of spans')
await tracing.stop()
console.log(JSON.stringify({ events, current, outside: tracing.current() }))
