import { expect, test } from '@jest/globals'
import { variables } from '../../config/variables.js'
import { isSecretName, withoutSecrets } from '../../telemetry/redaction.js'

test.each([
  ...['authorization', 'Authorisation', 'Proxy-Authorization', 'cookie', 'Set-Cookie', 'set_cookie'],
  ...['password', 'userPasswd', 'passphrase', 'client_secret', 'accessToken', 'api_key', 'apiKey', 'private_key'],
  ...['credentials', 'dsn', 'DATABASE_URL', 'amqpUrl', 'connection_string'],
])('the value of %s is a secret', (name) => {
  expect(isSecretName(name)).toBe(true)
})

test.each(['deauthorization', 'authorizations', 'cookies', 'pass', 'dsname', 'odsn', 'url', 'key', 'name'])(
  'the value of %s is no secret',
  (name) => {
    expect(isSecretName(name)).toBe(false)
  },
)

test.each([
  ['postgresql://ann:p@ss@db/shop is down', 'postgresql://ann:[redacted]@db/shop is down'],
  ['AMQP://ann:pass@mq', 'AMQP://ann:[redacted]@mq'],
  ['Bearer abc.def is wrong', 'Bearer [redacted] is wrong'],
  ['BASIC YW5uOg== is wrong', 'BASIC [redacted] is wrong'],
  ['Authorization: Digest a b c', 'Authorization: [redacted]'],
  ['{"cookie":"a=\\"1\\"","b":2}', '{"cookie":[redacted],"b":2}'],
  ["set-cookie = 'a=1'; b", 'set-cookie = [redacted]; b'],
  ['password=abc&x=1', 'password=[redacted]&x=1'],
  ['{"api_key": "a, b", "c": 1}', '{"api_key": [redacted], "c": 1}'],
  ['GET /orders?code=1 failed', 'GET /orders?… failed'],
  ['what? nothing', 'what? nothing'],
  ['VAULT_TOKEN=hvs.examples', 'VAULT_TOKEN=[redacted]'],
  ['VAULT_TOKEN=hvs.REALSECRET.example', 'VAULT_TOKEN=[redacted]'],
  ['Set-Cookie: id=REALSECRET; Domain=.shop.example', 'Set-Cookie: [redacted]'],
  ['Cookie: id=REALSECRET; shop=www.example', 'Cookie: [redacted]'],
  ['password=hunter2-example', 'password=[redacted]'],
  ['password=hvs.example', 'password=[redacted]'],
])('%s is logged as %s', (text, logged) => {
  expect(withoutSecrets(text)).toBe(logged)
})

test.each(['VAULT_TOKEN', 'UNLEASH_TOKEN', 'LAUNCHDARKLY_SDK_KEY'] as const)(
  'the example of %s is logged as it is',
  (name) => {
    const text = `For example: ${name}=${variables[name].example}`
    expect(withoutSecrets(text)).toBe(text)
  },
)
