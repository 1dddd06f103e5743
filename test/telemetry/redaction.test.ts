import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { variables } from '../../config/variables.js'
import { printable } from '../../telemetry/loggable.js'
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
  ['id=1; session=abc; a=b', 'id=1; session=[redacted]; a=b'],
  ['session: closed, "session":"closed"', 'session: closed, "session":"closed"'],
  ['session_secret=abc, sessionToken: abc', 'session_secret=[redacted], sessionToken: [redacted]'],
  ['idle_in_transaction_session_timeout=60000', 'idle_in_transaction_session_timeout=60000'],
  ['the token hvs.CAESIJ-1_2.abc has expired', 'the token [redacted] has expired'],
  ['https://ann:a%2Fb@host:1/x%41 and %E9', 'https://ann:[redacted]@host:1/x%41 and %E9'],
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

describe('a text in which any characters are percent-encoded, once or twice,', () => {
  const canary = 'CANARYcanary7f3aCANARYcanary7f3a'
  const forms = [
    `eyJhbGciOi.${canary}.c2ln`,
    `eyJhbGciOi.eyJzdWIi.${canary}`,
    `Bearer ${canary}`,
    `Bearer+${canary}`,
    `basic ${canary}`,
    `password=${canary}`,
    `access_token = ${canary}`,
    `"api_key":"${canary}"`,
    `Cookie: a=b; c=${canary}`,
    `https://user:${canary}@host/`,
    `https://${canary}@host/`,
    `ann:${canary}@host`,
    `session=${canary}`,
    `x;session=${canary}`,
    `__Host-session=${canary}`,
    `hvs.${canary}`,
    `-----BEGIN PRIVATE KEY-----${canary}`,
  ]
  /** Any part of the canary that is longer than a name in the forms. */
  const isShown = (text: string) => readings(text).some((reading) => /CAN|ARY|can|ary|7f3/.test(reading))

  test('shows no part of its secret, however often it is decoded', () => {
    const word = fc.constantFrom('', '/a/', '/a%20b/', ' ', '%', '/%ff/', '😀 ', 'é;')
    const texts = fc.tuple(word, fc.constantFrom(...forms), fc.constantFrom('', ' b', '/b', '%', '&b=%41'), word)
    fc.assert(
      fc.property(texts.map((parts) => parts.join('')).chain(encodings), (text) => {
        expect(isShown(printable(text))).toBe(false)
        expect(isShown(withoutSecrets(text))).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  test('shows no first half of its secret when it is cut', () => {
    const texts = fc.tuple(fc.nat(120), fc.constantFrom(' ', '%20'), fc.constantFrom(...forms))
    fc.assert(
      fc.property(
        texts.chain(([length, space, form]) => encodings(space.repeat(length / space.length) + form)),
        fc.integer({ min: 8, max: 80 }),
        (text, longest) => {
          expect(isShown(printable(text, longest))).toBe(false)
          expect(isShown(withoutSecrets(text.slice(0, longest), true))).toBe(false)
        },
      ),
      { numRuns: 5_000 },
    )
  })

  test('is as it was sent when it has no secret', () => {
    const pieces = fc.constantFrom(
      'a',
      'b',
      '/',
      '.',
      '-',
      '+',
      ' ',
      'é',
      '😀',
      '%',
      '%4',
      '%zz',
      '%ff',
      '%c0%ae',
      '%ed%a0',
      '%F0%9F',
    )
    fc.assert(
      fc.property(
        fc
          .array(pieces, { maxLength: 30 })
          .map((parts) => parts.join(''))
          .chain(encodings),
        (text) => {
          expect(printable(text)).toBe(text)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  /** Returns the text with any characters encoded, and of that text any characters again or none. */
  function encodings(text: string): fc.Arbitrary<string> {
    const once = (from: string) =>
      fc
        .tuple(fc.constantFrom(0, 1, 10, 50, 100), fc.infiniteStream(fc.nat(99)))
        .map(([percent, dice]) =>
          Array.from(from, (each) => (dice.next().value < percent ? encoded(each) : each)).join(''),
        )
    return fc.oneof(once(text), once(text).chain(once))
  }

  function encoded(character: string): string {
    return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  }

  /** Returns the text, decoded again and again until nothing is left to decode. */
  function readings(text: string): readonly string[] {
    const next = text.replaceAll(/%[\da-f]{2}/gi, (byte) => String.fromCharCode(Number.parseInt(byte.slice(1), 16)))
    return next === text ? [text] : [text, ...readings(next)]
  }
})
