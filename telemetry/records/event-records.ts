import type { RecordDescriptions } from './record-description.js'

/** The records of the flow of events and messages. */
export const eventRecords = {
  'broker-unreachable': {
    severity: 'warn',
    means: 'events cannot be published, or messages not received; once until `broker-reached`',
    act: 'Look at RabbitMQ: is it up, blocked by an alarm, or is the password wrong? Orders go on, and events wait.',
  },
  'broker-reached': { severity: 'info', means: 'the broker can be used', act: 'none' },
  'outbox-unreachable': {
    severity: 'warn',
    means: 'waiting events cannot be read from the database; once until `outbox-reached`',
    act: 'Look for `database-lost` or `pool-exhausted` of the same minute: the database is away, or does not answer in time.',
  },
  'outbox-reached': { severity: 'info', means: 'they can be read again', act: 'none' },
  'event-refused': {
    severity: 'warn',
    means:
      'events cannot be published, and are tried again, later each time; once for each reason until `events-accepted`, with the first event',
    act: 'Read `shop.reason`. `the broker refused the message` is a queue that is full: look at the limits and policies of the queues. `npm run events -- waiting` lists all that wait.',
  },
  'events-accepted': {
    severity: 'info',
    means:
      'an event that was refused is published, and no other is refused for the reason; `shop.attempts` is the number of refused attempts',
    act: 'none',
  },
  'events-left': {
    severity: 'warn',
    means:
      'other instances on this database publish its events to a broker, and this one has no `AMQP_URL`; once until `events-taken`',
    act: 'Give it the `AMQP_URL` of the others. If the shop is to go on without a broker, stop the instances that have one, then `npm run events -- forget-broker` (with the embedded database, stop the shop before it).',
  },
  'events-taken': {
    severity: 'info',
    means: 'no broker is noted any more, and this instance takes the events',
    act: 'none',
  },
  'event-parked': {
    severity: 'error',
    means: 'an event was refused ten times; it holds back the later events of its order',
    act: 'Mend the reason, then `npm run events -- replay ID`, or `replay all`.',
  },
  'backlog-high': {
    severity: 'warn',
    means: 'more than 1,000 events wait, or one for more than a minute; once until `backlog-normal`',
    act: 'Look at the broker, then at the records of this table. An instance that is alone may be too slow.',
  },
  'backlog-normal': { severity: 'info', means: 'the events that waited are published', act: 'none' },
  'message-retried': { severity: 'info', means: 'a message cannot be handled yet, and is tried again', act: 'none' },
  'message-parked': {
    severity: 'error',
    means: 'a message cannot be handled; it is in the queue of parked messages',
    act: 'Read `shop.reason`. Mend its sender, or the order that it is for, then move it back to its queue.',
  },
} as const satisfies RecordDescriptions
