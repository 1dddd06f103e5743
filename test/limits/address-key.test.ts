import { Socket } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addressKey, callerKey } from '../../limits/address-key.js'

const socket = new Socket()
const keyOf = (ip: string | undefined, prefix = 56) => addressKey({ ip, socket }, prefix)
const group = fc.integer({ min: 0, max: 0xffff })
const textOf = (groups: readonly number[]) => groups.map((each) => each.toString(16)).join(':')

/** The groups of an address that begins with `network`, which is no address of IPv4. */
const within = (network: readonly number[]) =>
  fc.array(group, { minLength: 8 - network.length, maxLength: 8 - network.length }).map((rest) => [...network, ...rest])

describe('the key of an address', () => {
  test('addresses of IPv6 have one key exactly if their first 56 bits are equal', () => {
    const some = fc.tuple(fc.constant(0x2001), group, group, group)
    fc.assert(
      fc.property(some, some.chain(within), fc.boolean(), ([a, b, c, d], other, same) => {
        const one = [a, b, c, d, 1, 2, 3, 4]
        const [e = 0, f = 0, g = 0, h = 0, ...rest] = other
        const two = same ? [a, b, c, (d & 0xff00) | (h & 0xff), ...rest] : [e, f, g, h, ...rest]
        const isEqual = [a, b, c, d >> 8].every((bits, at) => bits === (at === 3 ? (two[3] ?? 0) >> 8 : two[at]))
        expect(keyOf(textOf(one)) === keyOf(textOf(two))).toBe(isEqual)
      }),
    )
  })

  test('the prefix is a setting', () => {
    expect(keyOf('2001:db8:0:1::1', 64)).not.toBe(keyOf('2001:db8:0:2::1', 64))
    expect(keyOf('2001:db8:0:1::1', 48)).toBe(keyOf('2001:db8:0:2::1', 48))
  })

  test('each address of IPv4 has its own key, in both notations', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (one, two) => {
        expect(keyOf(`::ffff:${one}`)).toBe(keyOf(one))
        expect(keyOf(`::FFFF:${one}`) === keyOf(two)).toBe(one === two)
      }),
    )
    expect(keyOf('::ffff:c000:201')).toBe(keyOf('192.0.2.1'))
  })

  test.each([
    ['192.0.2.1:5678', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s counts as %s', (text, address) => expect(keyOf(text)).toBe(keyOf(address)))

  test.each([
    undefined,
    '',
    'unknown',
    'x'.repeat(10_000),
    '1.2.3',
    '2001:db8::1/64',
    '1.2.3.4, 5.6.7.8',
    'x[2001:db8::1]:443',
    '[2001:db8::1]:443x',
    'x1.2.3.4:5678',
    '::ffff:999.2.3.4',
    'x::ffff:1.2.3.4',
    '::ffff:1.2.3.4x',
  ])('%j of a proxy is no address, and counts as the connection', (text) => {
    const connected = Object.defineProperty(new Socket(), 'remoteAddress', { value: '192.0.2.7' })
    expect(addressKey({ ip: text, socket: connected }, 56)).toBe('address:192.0.2.7')
  })

  test('a connection that has closed has no address', () => expect(keyOf(undefined)).toBe('address:unknown'))
})

test('the key of a caller has a bounded length and does not show the name', () => {
  const [short, long] = [callerKey('ada'), callerKey('x'.repeat(255))]
  expect(short).toMatch(/^caller:[\w-]{22}$/)
  expect(long).toHaveLength(short.length)
  expect(short).not.toBe(long)
})
