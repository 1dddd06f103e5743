import type { MetricDescriptions } from './metric-description.js'

/** Metrics of events that leave the shop and messages that enter it. The outbox is shared: every instance reports the same state of it. */
export const eventMetrics = {
  shop_outbox_waiting_events: {
    type: 'gauge',
    labels: [],
    means: 'Events of orders that wait to be published; absent while the database does not answer',
    act: 'A number that grows: RabbitMQ is unreachable or slow, or no relay runs',
  },
  shop_outbox_oldest_age_seconds: {
    type: 'gauge',
    labels: [],
    means: 'Age of the oldest event that waits to be published; 0 when none waits',
    act: 'Above a minute: as for the number of waiting events',
  },
  shop_outbox_parked_events: {
    type: 'gauge',
    labels: [],
    means: 'Events that could not be published and are parked. Each holds back the later events of its order',
    act: 'Above 0: npm run events -- parked shows the reasons; replay ID, or all, publishes them once the reason is gone',
  },
  shop_outbox_published_events_total: {
    type: 'counter',
    labels: [],
    means: 'Events that this instance has published. An event may be published twice',
    act: '0 a second while events wait: the relay or the broker stands still',
  },
  shop_messages_total: {
    type: 'counter',
    labels: ['outcome'],
    means: 'Attempts to handle a message from RabbitMQ by outcome: handled, retried, parked',
    act: 'parked grows: a sender sends what the shop cannot handle. Read the record "a message cannot be handled, and is parked"',
  },
  shop_broker_up: {
    type: 'gauge',
    labels: ['link'],
    means: '1 when the connection of the relay or consumer to RabbitMQ is open, else 0; absent without AMQP_URL',
    act: '0: RabbitMQ is down or refuses the connection. Events wait in the outbox and are not lost',
  },
} as const satisfies MetricDescriptions
