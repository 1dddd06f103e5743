import type { Attributes, AttributeValue } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node'
import { printable } from '../loggable.js'
import { isSecretName, redacted } from '../redaction.js'

/** The longest text of an attribute, in UTF-16 units. */
const longest = 4096

/** Returns the span as it may leave the process: without queries of URLs, and without what the log would redact. */
export function redactedSpan(span: ReadableSpan): ReadableSpan {
  const { status } = span
  const changed = {
    attributes: redactedAttributes(span.attributes),
    events: span.events.map((event) => ({
      ...event,
      ...(event.attributes && { attributes: redactedAttributes(event.attributes) }),
    })),
    status: status.message === undefined ? status : { ...status, message: printable(status.message, longest) },
  } satisfies Partial<ReadableSpan>
  return Object.create(span, Object.getOwnPropertyDescriptors(changed))
}

function redactedAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, redactedValue(name, value)]))
}

function redactedValue(name: string, value: AttributeValue | undefined): AttributeValue | undefined {
  if (name === 'url.query' || isSecretName(name.slice(name.lastIndexOf('.') + 1))) return redacted
  if (name === 'db.query.text') return printable(String(value).replaceAll(/\s+/g, ' '), longest)
  if (typeof value === 'string') return printable(value, longest)
  if (!Array.isArray(value)) return value
  return value.map((item) => (typeof item === 'string' ? printable(item, longest) : item)) as AttributeValue
}
