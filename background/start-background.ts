import { cleanUp } from '../domain/orders/clean-up.js'
import type { OrderManagement } from '../domain/orders/order-management.js'
import { StorageUnavailable } from '../domain/storage-unavailable.js'
import { startConsumer } from '../events/consumer/consumer.js'
import type { OnFlowEvent } from '../events/flow-event.js'
import { endedWithin } from '../events/pause.js'
import { backlogWatch } from '../events/producer/backlog.js'
import { brokerPublisher } from '../events/producer/broker-publisher.js'
import { inProcessPublisher, type Subscriber } from '../events/producer/in-process-publisher.js'
import { startRelay } from '../events/producer/relay.js'
import { notingBroker, unlessBroker } from '../events/producer/with-event-broker.js'
import type { Database } from '../repository/database.js'
import { eventBroker } from '../repository/orders/event-broker.js'
import { orderRecords } from '../repository/orders/order-records.js'
import { outbox } from '../repository/orders/outbox.js'
import { watchStatements } from '../repository/statement-times.js'
import { logEvent } from '../telemetry/log-event.js'
import type { Logger } from '../telemetry/logger.js'
import type { Metrics } from '../telemetry/metrics/metrics.js'
import { noTracing, type Tracing } from '../telemetry/tracing/tracing.js'
import { atIntervals } from './at-intervals.js'
import { flowCounts } from './flow-counts.js'
import { flowLog } from './flow-log.js'
import { tracedPublisher } from './traced-publisher.js'

export interface BackgroundOptions {
  readonly database: Pick<Database, 'knex' | 'pools'>
  readonly orders: OrderManagement
  readonly logger: Logger
  /** @default no traces */
  readonly tracing?: Tracing
  readonly metrics: Pick<Metrics, 'database' | 'events'>
  readonly now: () => Date
  /** The RabbitMQ broker for events and messages. Without it, events stay in this process. */
  readonly brokerUrl?: string | undefined
  /** The prefix of the names of exchanges and queues. @default shop */
  readonly brokerPrefix?: string | undefined
  /** Functions that receive the events of orders when there is no broker. @default none */
  readonly subscribers?: readonly Subscriber[]
  /** Learns of the flow of events, besides the log. @default nobody does */
  readonly onFlow?: OnFlowEvent | undefined
  /** The pause between clean-ups, in milliseconds. @default 30000 */
  readonly cleanUpEveryMs?: number
}

/** The work in the background. */
export interface Background {
  /** Stops claiming and receiving, finishes the work under way, and closes the connections to the broker. Never rejects. */
  stop(): Promise<void>
}

/** The interval of checks of the backlog, in milliseconds. */
const backlogEveryMs = 15_000

/** The time that the broker has for its confirms after the stop signal, in milliseconds. */
const confirmTime = 2_000

/** Starts the work in the background: it publishes events, handles messages, cancels unpaid orders and removes old records. */
export function startBackground(options: BackgroundOptions): Background {
  const { database, orders, logger, metrics, now, brokerUrl: url, brokerPrefix: prefix, subscribers = [] } = options
  const { tracing = noTracing } = options
  const [log, count] = [flowLog(logger), flowCounts(metrics.events)]
  const onEvent: OnFlowEvent = (event) => {
    count(event)
    options.onFlow?.(event)
    log(event)
  }
  const hasBroker = url !== undefined
  const events = outbox(database.knex, { leavesToBroker: !hasBroker })
  const broker = eventBroker(database.knex)
  watchStatements(database.knex, metrics.database.statement)
  metrics.database.watch({ pools: database.pools, outbox: events.state })
  const publisher = hasBroker
    ? notingBroker(brokerPublisher({ url, prefix, onEvent }), { broker })
    : unlessBroker(inProcessPublisher(subscribers), { broker, onEvent })
  const onHandled = () => metrics.events.message('handled')
  const consumer = hasBroker ? startConsumer({ url, prefix, orders, onEvent, onHandled }) : undefined
  const traced = tracedPublisher(publisher, tracing)
  const relay = startRelay({ outbox: events, publisher: traced, now, onEvent, onPublished: metrics.events.published })

  const clean = cleanUp(orders, orderRecords(database.knex), { now })
  const onError = (error: unknown) => {
    // An outage of the database has a record of its own.
    if (error instanceof StorageUnavailable && error.isUnreachable) return
    logEvent(logger, { name: 'clean-up-failed', message: 'a clean-up failed, and is tried again', error })
  }
  const cleanOnce = async () => {
    const { isComplete, ...numbers } = await clean()
    if (Object.values(numbers).some((number) => number > 0)) logger.info('cleaned up', numbers)
    return !isComplete
  }
  const cleaning = atIntervals(cleanOnce, { everyMs: options.cleanUpEveryMs ?? 30_000, onError })
  const watch = backlogWatch(onEvent)
  // A storage that fails is reported by the relay.
  const look = async () => {
    watch(await events.state(), now())
    return false
  }
  const watching = atIntervals(look, { everyMs: backlogEveryMs, onError: () => undefined })

  async function stopPublishing(): Promise<void> {
    const relayed = relay.stop()
    await endedWithin(confirmTime, () => relayed)
    // An event without a confirm by now has an unknown outcome. The next relay publishes it again.
    await publisher.close()
    await relayed
  }

  return {
    async stop() {
      await Promise.all([stopPublishing(), consumer?.stop(), cleaning.stop(), watching.stop()])
    },
  }
}
