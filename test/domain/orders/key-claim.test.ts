import { describe, expect, test } from '@jest/globals'
import { keyClaim } from '../../../domain/orders/key-claim.js'

const at = new Date('2026-11-23T10:00:00Z')
const content = { target: '', value: [['a', 1]] }

describe('a claim on an idempotency key', () => {
  test.each(['k', ' ~', 'k'.repeat(255)])('accepts the key %j', (key) => {
    expect(keyClaim({ caller: 'ann', key }, 'place-order', content, at)).toEqual({
      caller: 'ann',
      operation: 'place-order',
      key,
      fingerprint: expect.any(String),
      at,
      expiresAt: new Date('2026-11-24T10:00:00Z'),
    })
  })

  test.each(['', 'k'.repeat(256), 'é', 'a\nb', '\0'])('refuses the key %j', (key) => {
    expect(() => keyClaim({ caller: 'ann', key }, 'place-order', content, at)).toThrow(
      expect.objectContaining({
        code: 'invalid-idempotency-key',
        message: 'an idempotency key must be 1 to 255 printable ASCII characters',
      }),
    )
  })

  test.each(['', 'a'.repeat(256), 'a\0', '\ud800'])('refuses the caller %j', (caller) => {
    expect(() => keyClaim({ caller, key: 'k' }, 'place-order', content, at)).toThrow(RangeError)
  })

  test('has a fingerprint of its operation, target and value', () => {
    const fingerprint = (...[operation, target, value]: ['place-order' | 'cancel-order', string, unknown]) =>
      keyClaim({ caller: 'ann', key: 'k' }, operation, { target, value }, at).fingerprint
    const all = [
      fingerprint('place-order', '', [['a', 1]]),
      fingerprint('place-order', '', [['a', 11]]),
      fingerprint('place-order', '', [
        ['a', 1],
        ['b', 1],
      ]),
      fingerprint('place-order', 'a', [['a', 1]]),
      fingerprint('cancel-order', '', [['a', 1]]),
    ]
    expect(new Set(all).size).toBe(all.length)
    expect(fingerprint('place-order', '', [['a', 1]])).toBe(all[0])
  })
})
