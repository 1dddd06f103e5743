import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commonFields, fieldNamed, ownFields, snakeCase } from '../../telemetry/log-fields.js'

// The first test of this file: the names that are kept are those of the whole process.
test('names made of data are kept up to a thousand of 64 units, and are found beyond it, too', () => {
  const long = 'x'.repeat(65)
  expect(fieldNamed(long)).not.toBe(fieldNamed(long))
  const names = Array.from({ length: 1_500 }, (_, n) => `data${n}`)
  const fields = names.map(fieldNamed)
  expect(fields).toMatchObject(names.map((name) => ({ name: `shop.${name}`, kind: 'text' })))
  expect(names.map(fieldNamed)).toEqual(fields)
  const kept = names.filter((name, at) => fieldNamed(name) === fields[at])
  expect(kept).toEqual(names.slice(0, 1_000))
})

describe('the field of a name', () => {
  const ofEveryRecord = [
    ['@timestamp', 'shop._timestamp'],
    ['log.level', 'shop.log_level'],
    ['message', 'shop.message'],
    ['process.pid', 'shop.process_pid'],
    ['ecs.version', 'shop.ecs_version'],
    ['service.name', 'shop.service_name'],
    ['service.version', 'shop.service_version'],
    ['event.dataset', 'shop.event_dataset'],
  ] as const

  test.each(ofEveryRecord)('that every record has is one of the shop, too: %s is %s', (given, name) => {
    expect(fieldNamed(given)).toMatchObject({ name, kind: 'text' })
  })

  const reserved = new Set<string>(ofEveryRecord.map(([name]) => name))
  const common = Object.entries(commonFields).filter(([name]) => !reserved.has(name))
  test.each(common)('of the Elastic Common Schema is that field: %s', (name, { kind }) => {
    expect(fieldNamed(name)).toMatchObject({ name, kind, hasOneName: true })
  })

  test.each([...ownFields])('of the shop has a kind in any spelling: %s is a %s', (name, kind) => {
    const camelCase = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    for (const given of [name, camelCase]) expect(fieldNamed(given)).toMatchObject({ name: `shop.${name}`, kind })
  })

  test.each(['__proto__', 'constructor', 'toString', 'price'])(
    'that no table has is a text of the shop: %s',
    (given) => {
      expect(fieldNamed(given)).toMatchObject({ name: expect.stringMatching(/^shop\./), kind: 'text' })
    },
  )
})

test('of several given names of one field, at most one says that it is the only one', () => {
  const changes: ((name: string) => string)[] = [
    snakeCase,
    (name) => name.toUpperCase(),
    (name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    (name) => name.replaceAll('_', '-'),
    (name) => `shop.${name}`,
    (name) => `${name}!`,
  ]
  const given = fc.oneof(fc.constantFrom(...Object.keys(commonFields), ...ownFields.keys()), fc.string())
  fc.assert(
    fc.property(given, fc.constantFrom(...changes), (name, change) => {
      const [one, other] = [name, change(name)].map(fieldNamed)
      if (name !== change(name) && one?.name === other?.name)
        expect([one?.hasOneName, other?.hasOneName]).toContain(false)
      expect(JSON.parse(`{${one?.json.slice(1)}1}`)).toEqual({ [one?.name ?? '']: 1 })
    }),
  )
})

test('a name of any length is a secret by its end', () => {
  expect(fieldNamed(`${'x'.repeat(64)}_password`)).toMatchObject({ isSecret: true })
})

describe('a name in snake case', () => {
  test.each([
    ['', 'unnamed'],
    ['retryInMs', 'retry_in_ms'],
    ['step2Done', 'step2_done'],
    ['HTTPServer', 'httpserver'],
    ['a - b', 'a_b'],
    ['größe', 'gr_e'],
    ['x'.repeat(65), 'x'.repeat(64)],
  ])('%j is %j', (name, snake) => {
    expect(snakeCase(name)).toBe(snake)
  })

  test('has at most 64 small letters, digits and low lines, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (name) => {
        const snake = snakeCase(name)
        expect(snake).toMatch(/^[a-z\d_]{1,64}$/)
        expect(snakeCase(snake)).toBe(snake)
      }),
    )
  })
})
