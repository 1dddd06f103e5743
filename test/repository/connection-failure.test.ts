import { describe, expect, test } from '@jest/globals'
import { connectionFailure } from '../../repository/connection-failure.js'

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
