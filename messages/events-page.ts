import { z } from 'zod'
import { exampleIncomingMessages, exampleOrderMessages } from './example-messages.js'
import { incomingMessages } from './incoming-messages.js'
import { orderMessages } from './order-messages.js'

type JsonSchema = z.core.JSONSchema.BaseSchema

const head = `# Events

The messages that the shop sends and receives: [CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) in JSON, in the
structured mode (\`application/cloudevents+json\`). \`npm run openapi\` writes this page from the schemas in \`messages/\`.

- [Events of orders](#events-of-orders)
- [Messages to the shop](#messages-to-the-shop)
- [At RabbitMQ](#at-rabbitmq)
`

const outgoing = `## Events of orders

- Each change of an order has its event, stored in the same transaction.
- An event comes at least once. Recognize a repetition by its \`id\`.
- The events of one order come in the sequence of \`sequence\`, which has no gaps. Those of several orders come in any sequence.
- An event that cannot be published is parked and holds back the later ones of its order. \`npm run events -- parked\` lists such events, and
  \`npm run events -- replay ID\`, or \`replay all\`, lets the shop publish them again.
- New members and new types may be added: ignore what you do not know.
`

const incoming = `## Messages to the shop

Send them to RabbitMQ, or to \`POST /v1/events\` with a token of the scope \`events:write\`. \`npm run pay -- ORDER\`, \`npm run ship -- ORDER\` and
\`npm run deliver -- ORDER\` do so.

- A message has one effect for its \`source\` and \`id\`, however often it comes.
- One that comes too early, such as a shipment before the payment, is tried again after 1 s, 5 s, 30 s, 2 min and 10 min. After ten attempts it is
  parked. By HTTP it is a 409 at once.
- One that the schema does not allow, or whose order is not there, is parked at once. By HTTP it is a 400 or 404.
- A payment that does not pay for its order is recorded, and the event \`order.refund-requested\` asks for its return.
`

const broker = `## At RabbitMQ

\`AMQP_URL\` names the broker (3.10 or later), and \`AMQP_PREFIX\` replaces \`shop\` in these names:

| name | kind | use |
|---|---|---|
| \`shop.events\` | topic exchange | The events of orders. The routing key is the type: bind \`order.*\` or one type. |
| \`shop.events.unrouted\` | queue | The latest 100,000 events that no other queue took. |
| \`shop.incoming\` | topic exchange | Send messages to the shop here. The routing key is the type. |
| \`shop.incoming.orders\` | queue | What the shop handles. |
| \`shop.incoming.orders.retry.…\` | queues | Messages that wait for another attempt, by milliseconds. |
| \`shop.incoming.orders.parked\` | queue | Messages that cannot be handled, with the reason in the header \`x-shop-reason\`. Move one to \`shop.incoming.orders\` to try it again. |

All are durable, and the queues are quorum queues. Messages are persistent; \`message_id\` is the \`id\`, and \`traceparent\` and \`tracestate\` are headers
as well.
`

/** Returns the page about the messages in Markdown, made of their schemas and of one example of each. */
export function eventsPage(): string {
  return [
    head,
    outgoing,
    'Attributes of every event:\n',
    table(attributesOf(orderMessages['order.placed'])),
    ...Object.entries(orderMessages).map(([type, schema]) => section(type, schema, exampleOrderMessages())),
    incoming,
    'Attributes of every message:\n',
    table(attributesOf(incomingMessages['payment.received'])),
    ...Object.entries(incomingMessages).map(([type, schema]) => section(type, schema, exampleIncomingMessages)),
    broker,
  ].join('\n')
}

function section(type: string, schema: z.ZodType, examples: readonly { readonly type: string }[]): string {
  const { description = '', properties } = jsonSchemaOf(schema)
  const example = JSON.stringify(
    examples.find((message) => message.type === type),
    null,
    2,
  )
  const data = properties?.data as JsonSchema
  return [`### \`${type}\`\n`, `${description}\n`, table(rowsOf(data)), '```json', example, '```\n'].join('\n')
}

/** Returns the schema of the attributes, whose type is not that of one message. */
function attributesOf(schema: z.ZodType): readonly Row[] {
  const { properties = {}, required = [] } = jsonSchemaOf(schema)
  const type = { type: 'string', description: 'One of the types below' } as const
  const { data: _, ...attributes }: Readonly<Record<string, JsonSchema | boolean>> = { ...properties, type }
  return rowsOf({ properties: attributes, required })
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' })
}

interface Row {
  readonly name: string
  readonly kind: string
  readonly description: string
}

/** Returns a row for each member, with those of objects and of items after it. */
function rowsOf({ properties = {}, required = [] }: JsonSchema, prefix = ''): Row[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    const member = value as JsonSchema
    const path = `${prefix}${name}`
    const optional = required.includes(name) ? '' : ', optional'
    const row = { name: path, kind: `${kindOf(member)}${optional}`, description: member.description ?? '' }
    const items = member.items as JsonSchema | undefined
    return [row, ...rowsOf(member, `${path}.`), ...(items ? rowsOf(items, `${path}[].`) : [])]
  })
}

function kindOf({ const: constant, enum: values, type, format, pattern, minLength, maxLength }: JsonSchema): string {
  if (constant !== undefined) return `\`${String(constant)}\``
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ')
  if (type === 'array') return 'list'
  if (type === 'string' && format) return format === 'uuid' ? 'UUID' : format
  const length = maxLength === undefined ? '' : `, ${minLength ?? 0} to ${maxLength} characters`
  return pattern === undefined ? `${type}${length}` : `${type} \`${pattern.replaceAll('|', '\\|')}\`${length}`
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, kind, description }) => `| \`${name}\` | ${kind} | ${description} |`)
  return ['| member | type | meaning |', '|---|---|---|', ...lines, ''].join('\n')
}
