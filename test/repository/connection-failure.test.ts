import { describe, expect, test } from '@jest/globals'
import { connectionFailure, isOwnText } from '../../repository/connection-failure.js'

const coded = (code: string) => Object.assign(new Error('something'), { code })

describe('a failure to connect', () => {
  test.each<[unknown, boolean, string]>([
    [coded('ECONNREFUSED'), true, 'nothing answers there (connection refused)'],
    [
      new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')]),
      true,
      'nothing answers there (connection refused)',
    ],
    [new Error('outer', { cause: coded('ETIMEDOUT') }), true, 'there was no answer in time'],
    [coded('ENOTFOUND'), true, 'the host name is not known'],
    [coded('ECONNRESET'), true, 'the connection was cut'],
    [coded('EPIPE'), true, 'the connection was cut'],
    [coded('EAI_AGAIN'), true, 'the host name cannot be looked up at the moment'],
    [coded('EHOSTUNREACH'), true, 'there is no route to the host'],
    [coded('ENETUNREACH'), true, 'there is no route to the network'],
    [coded('ENOENT'), true, 'there is no such socket'],
    [coded('53300'), true, 'all of its connections are taken'],
    [coded('57P01'), true, 'it is shutting down'],
    [coded('57P02'), true, 'it is recovering from a crash'],
    [coded('28000'), false, 'the user may not connect'],
    [coded('42501'), false, 'the user may not use this database'],
    [coded('EACCES'), false, 'the socket may not be used'],
    [new Error('CONNECTION TIMEOUT'), true, 'there was no answer in time'],
    [new Error('connection terminated'), true, 'the connection was cut'],
    [new Error('Client has encountered a connection error and is not queryable'), true, 'the connection was cut'],
    [new Error('the connection terminated'), false, 'the connection terminated'],
    [new Error('not queryable, it says'), false, 'not queryable, it says'],
    [new Error('no more connections allowed'), false, 'no more connections allowed'],
    [new Error('Password must be a string'), false, 'it asks for a password'],
    [Object.assign(new Error(''), { code: 'X1' }), false, 'unknown failure X1'],
    [coded('57P03'), true, 'it is starting up or shutting down'],
    [new Error('timeout expired'), true, 'there was no answer in time'],
    [new Error('Connection terminated unexpectedly'), true, 'the connection was cut'],
    [
      Object.assign(new Error('no more connections allowed (max_client_conn)'), { code: '08P01' }),
      true,
      'PgBouncer has no connection for it at the moment',
    ],
    [
      Object.assign(new Error('unsupported startup parameter'), { code: '08P01' }),
      false,
      'unsupported startup parameter',
    ],
    [coded('28P01'), false, 'the user or the password is wrong'],
    [coded('3D000'), false, 'there is no database of this name'],
    [new Error('SASL: client password must be a string'), false, 'it asks for a password'],
    [
      new Error('The server does not support SSL connections\nat x'),
      false,
      'The server does not support SSL connections',
    ],
    [coded('DEPTH_ZERO_SELF_SIGNED_CERT'), false, 'something'],
    [undefined, false, 'unknown failure'],
  ])('%p', (error, passing, reason) => {
    expect(connectionFailure(error)).toEqual({ passing, reason })
  })
})

test('a reason of the server is no text of this program: it may name hosts and users', () => {
  const own = [coded('ECONNREFUSED'), coded('28P01'), new Error('SASL: client password must be a string')]
  const busy = Object.assign(new Error('query_wait_timeout'), { code: '08P01' })
  for (const error of [...own, busy]) expect(isOwnText(connectionFailure(error).reason)).toBe(true)
  expect(isOwnText(connectionFailure(new Error('no user ada')).reason)).toBe(false)
})

test.each([
  'no more connections allowed (max_client_conn)',
  'server login has been failing, try again later',
  'server DNS lookup failed',
  'client_login_timeout (server down)',
])('PgBouncer is busy when it says: %s', (text) => {
  const { passing } = connectionFailure(Object.assign(new Error(text), { code: '08P01' }))
  expect(passing).toBe(true)
  const within = connectionFailure(
    Object.assign(new Error(`x ${text.replace('timeout', 'time-out')}`), { code: '08P01' }),
  )
  expect(within.passing).toBe(false)
})
