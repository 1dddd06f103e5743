import { expect, test } from '@jest/globals'
import { brokerFailure } from '../../../events/broker/broker-failure.js'

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
