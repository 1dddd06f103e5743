import { describe, expect, test } from '@jest/globals'
import { brokerAddress, brokerFailure } from '../../../events/broker/broker-failure.js'

test.each([
  [
    `Channel closed by server: 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - access to exchange 'shop.events' in vhost 'shop' refused for user 'shop'"`,
    `the user or the password is wrong, or may not do this: access to exchange 'shop.events' in vhost 'shop' refused for user 'shop'`,
  ],
  [
    'Handshake terminated by server: 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile."',
    'the user or the password is wrong, or may not do this: Login was refused using authentication mechanism PLAIN. For details see the broker logfile',
  ],
  ['403 (ACCESS-REFUSED)', 'the user or the password is wrong, or may not do this'],
])('a refusal has the text of RabbitMQ that names the right: %s', (message, reason) => {
  expect(brokerFailure(new Error(message))).toBe(reason)
})

describe('the reason of a failure', () => {
  const coded = (code: string) => Object.assign(new Error('connect failed'), { code })
  test.each<[unknown, string]>([
    [undefined, 'the connection was cut'],
    [null, 'null'],
    ['a text', 'a text'],
    [coded('ECONNREFUSED'), 'nothing answers there (connection refused)'],
    [coded('ECONNRESET'), 'the connection was cut'],
    [coded('EPIPE'), 'the connection was cut'],
    [coded('ENOTFOUND'), 'the host name is not known'],
    [coded('EAI_AGAIN'), 'the host name cannot be looked up at the moment'],
    [coded('ETIMEDOUT'), 'there was no answer in time'],
    [coded('EOTHER'), 'connect failed'],
    [new Error('Expected ConnectionOpenOk\nat x'), 'Expected ConnectionOpenOk'],
    [new Error('access-refused'), 'the user or the password is wrong, or may not do this'],
    [new Error(''), 'unknown failure'],
    [{}, 'unknown failure'],
  ])('of %p is one line: %s', (error, reason) => {
    expect(brokerFailure(error)).toBe(reason)
  })
})

test.each([
  ['amqp://shop:secret@broker.example:5672/', 'broker.example:5672'],
  ['amqp://shop:secret@broker.example', 'broker.example'],
  ['amqps://shop:secret@broker.example:5671/shop', 'broker.example:5671/shop'],
])('the address of %s has no credentials', (url, address) => {
  expect(brokerAddress(url)).toBe(address)
})
