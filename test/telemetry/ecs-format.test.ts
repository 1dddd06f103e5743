import { describe, expect, test } from '@jest/globals'
import { ecsFormat, type LoggedEvent } from '../../telemetry/ecs-format.js'
import { jsonLine } from '../../telemetry/json-line.js'

const textKey = Symbol.for('message')
const format = ecsFormat(jsonLine({ name: 'shop', version: '1' }))

/** Returns the records of events, and what else winston gets. */
function formatted(...events: LoggedEvent[]) {
  const info = format.transform({ level: 'info', message: '', events })
  if (typeof info === 'boolean') throw new TypeError('winston gets nothing')
  const { [textKey]: text, ...rest } = info
  const records = [...String(text).matchAll(/.*\n/g)].map(([line]): Record<string, unknown> => JSON.parse(line))
  return { text: String(text), records, rest }
}

const event = (fields: Record<string, unknown>, level = 'info'): LoggedEvent => ({
  time: Date.UTC(2026, 10, 29, 12, 30, 0, 7),
  level,
  message: 'it\nhappened',
  fields,
})

test.each(['error', 'warn', 'info', 'debug'])('an event of the level %s is a record of bounded fields', (level) => {
  const { records, rest } = formatted(event({ retryInMs: 5, token: 'secret', error: new Error('gone') }, level))
  expect(rest).toEqual({ level: 'info', message: '', records: 1 })
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
      'service.version': '1',
      'event.dataset': 'shop',
    },
  ])
  expect(Object.keys(records[0] ?? {}).slice(0, 3)).toEqual(['@timestamp', 'log.level', 'message'])
})

test('each event has a line of its own, in order; one whose fields cannot be listed has none', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const { records, rest } = formatted(event({ attempt: 1 }), event(proxy), event({ attempt: 2 }))
  expect(records.map((record) => record['shop.attempt'])).toEqual([1, 2])
  expect(rest).toMatchObject({ records: 2 })
})

describe('a field that an event has twice has its last value', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['in two spellings', { retryInMs: 1, retry_in_ms: 2 }, { 'shop.retry_in_ms': 2 }],
    ['in two spellings of a text', { 'a b': 'plain', 'a-b': 'not plain' }, { 'shop.a_b': 'not plain' }],
    ['as the error', { 'error.message': 'given', error: new Error('thrown') }, { 'error.message': 'thrown' }],
    ['in an object', { settings: { aB: 1, a_b: 2 } }, { 'shop.settings.a_b': '2' }],
  ])('%s', (_, fields, written) => {
    const { text, records } = formatted(event(fields))
    expect(records).toEqual([expect.objectContaining(written)])
    for (const name of Object.keys(written)) expect(text.split(`"${name}":`)).toHaveLength(2)
  })
})
