import { describe, expect, test } from '@jest/globals'
import { ecsFormat, type LoggedEvent } from '../../telemetry/ecs-format.js'
import { jsonLine } from '../../telemetry/json-line.js'

const format = ecsFormat(jsonLine({ name: 'shop', version: '0' }))

/** Returns the lines of events, and the records in them. */
function formatted(...events: LoggedEvent[]) {
  const info = format.transform({ level: 'info', message: '', events })
  if (typeof info === 'boolean' || !Array.isArray(info.lines)) throw new TypeError('winston gets no lines')
  const lines = info.lines.map(String)
  return { lines, records: lines.map((line): Record<string, unknown> => JSON.parse(line)) }
}

const event = (fields: Record<string, unknown>, level = 'info'): LoggedEvent => ({
  time: Date.UTC(2026, 10, 29, 12, 30, 0, 7),
  level,
  message: 'it\nhappened',
  fields,
})

test.each(['error', 'warn', 'info', 'debug'])('an event of the level %s is a record of bounded fields', (level) => {
  const { lines, records } = formatted(event({ retryInMs: 5, token: 'secret', error: new Error('gone') }, level))
  expect(lines).toEqual([expect.stringMatching(/^[^\n]+\n$/)])
  expect(records).toEqual([
    {
      '@timestamp': '2026-11-29T12:30:00.007Z',
      'log.level': level,
      message: 'it\\nhappened',
      'shop.retry_in_ms': 5,
      'shop.token': expect.not.stringContaining('secret'),
      'error.type': 'Error',
      'error.message': 'gone',
      'error.stack_trace': expect.stringContaining('ecs-format.test.ts'),
      'ecs.version': '8.10.0',
      'process.pid': process.pid,
      'service.name': 'shop',
      'service.version': '0',
      'event.dataset': 'shop',
    },
  ])
  expect(Object.keys(records[0] ?? {}).slice(0, 3)).toEqual(['@timestamp', 'log.level', 'message'])
})

test('each event has a line of its own, in order, even when its fields cannot be listed', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const withoutText = { ...event({}), message: 5 as unknown as string }
  const { records } = formatted(event({ attempt: 1 }), event(proxy), withoutText, event({ attempt: 2 }))
  expect(records).toMatchObject([
    { 'shop.attempt': 1 },
    { message: 'it\\nhappened', 'shop.fields': '[unreadable]' },
    { message: '[unreadable]', 'shop.fields': '[unreadable]' },
    { 'shop.attempt': 2 },
  ])
})

test('a record has at most 40 fields and an error, and 300 values within them', () => {
  const names = Array.from({ length: 60 }, (_, at) => `data${at}`)
  const { records } = formatted(event({ ...Object.fromEntries(names.map((name) => [name, 1])), error: 'gone' }))
  const given = Object.keys(records[0] ?? {}).filter((name) => /^shop|^error/.test(name))
  expect(given).toEqual([...names.slice(0, 40).map((name) => `shop.${name}`), 'error.type', 'error.message'])
  const lists = event(Object.fromEntries(names.map((name) => [name, Array(40).fill(1)])))
  const values = Object.values(formatted(lists).records[0] ?? {}).flat()
  // 1 for each of 7 lists and 40 for its numbers, 1 for the next list, 12 of its numbers
  expect(values.filter((each) => each === '1')).toHaveLength(7 * 40 + 12)
})

describe('a field that an event has twice has its last value', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['in two spellings', { retryInMs: 1, retry_in_ms: 2 }, { 'shop.retry_in_ms': 2 }],
    ['in two spellings of a plain text', { aB: 'one', a_b: 'two' }, { 'shop.a_b': 'two' }],
    ['in two spellings of a text', { 'a b': 'plain', 'a-b': 'not plain' }, { 'shop.a_b': 'not plain' }],
    ['as the error', { 'error.message': 'given', error: new Error('thrown') }, { 'error.message': 'thrown' }],
    ['in an object', { settings: { aB: 1, a_b: 2 } }, { 'shop.settings.a_b': '2' }],
  ])('%s', (_, fields, written) => {
    const { lines, records } = formatted(event(fields))
    expect(records).toEqual([expect.objectContaining(written)])
    for (const name of Object.keys(written)) expect(lines[0]?.split(`"${name}":`)).toHaveLength(2)
  })
})
