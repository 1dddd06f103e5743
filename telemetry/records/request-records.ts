import type { RecordDescriptions } from './record-description.js'

/** The records of requests. A request has one of them; a request that is refused while its body is read has `request-refused` and its own. */
export const requestRecords = {
  request: { severity: 'info', means: 'a request was answered, or its client left', act: 'none' },
  'request-refused': {
    severity: 'info',
    means:
      'the server refused a request, before the application or while its body was read (then it has another record, too): it is no HTTP/1.1 (400, 501, 505), too large (413, 431), too slow (408) or expects too much (417). `error.message` says why',
    act: 'none',
  },
  'request-failed': {
    severity: 'error',
    means: 'a request was answered with a 5xx; `shop.failure` names its kind',
    act: 'Read `error.cause`: it begins with the reason of PostgreSQL. A 503 has its reason in other records of the same minute, too; a 500 is a fault of the program.',
  },
  'request-early': {
    severity: 'warn',
    means: 'a request came before the database was open, and was answered with a 503',
    act: 'While `/readyz` is 503, send requests to other instances. `database-unreachable` says what the start waits for.',
  },
  'request-unserved': {
    severity: 'warn',
    means:
      'a request was answered with a 503, or its answer broke off, because the database gave no answer; `shop.reason` and `error.code` say why. An outage has the record `database-lost`',
    act: 'See `database-lost`. Without it, single connections were cut: look at the network, and at whoever ends sessions.',
  },
  'request-timeout': {
    severity: 'error',
    means: 'a handler did not settle in time, and the request was answered with a 503',
    act: 'Look at the route and at the database: statements that wait for locks, a pool without a free connection.',
  },
  'answer-unwritable': {
    severity: 'error',
    means: 'not even the failure could be written in a format; the answer is plain text',
    act: 'It is a fault of the program: report it with `error.*`.',
  },
  'answer-not-sent': {
    severity: 'error',
    means: 'an answer could not be sent: HTTP cannot carry it, its stream failed, or the connection failed under it',
    act: 'One alone is a broken connection. Many on one route are a fault of the program; many on all are one of the network or proxy.',
  },
  'failure-after-answer': {
    severity: 'warn',
    means: 'something failed after the record of its request was written',
    act: 'Read `error.*`. The client has noticed nothing.',
  },
  'request-slow': {
    severity: 'warn',
    means: 'an answer began later than `SLOW_REQUEST` after its request',
    act: 'Compare `db_client_operation_duration_seconds`, the connections of the pool and the delay of the event loop: see The database is slow.',
  },
  'idempotency-mismatch': {
    severity: 'warn',
    means: 'an `Idempotency-Key` came again with other content (422)',
    act: 'Tell the owner of the client (`user.id`): it reuses keys, and its order was not placed.',
  },
} as const satisfies RecordDescriptions
