import { expect, test } from '@jest/globals'
import { ecsFormat } from '../../telemetry/ecs-format.js'
import type { LogRecord } from '../../telemetry/log-record.js'

test.each(['error', 'warn', 'info', 'debug'])('an event of the level %s is a record of bounded fields', (level) => {
  const records: LogRecord[] = []
  const format = ecsFormat((record) => `line ${records.push(record)}`)
  const time = Date.UTC(2026, 10, 29, 12, 30, 0, 7)
  const event = {
    time,
    level,
    message: 'it\nhappened',
    fields: { retryInMs: 5, token: 'secret', error: new Error('gone') },
  }
  expect(format.transform(event)).toEqual({
    level,
    message: 'it\nhappened',
    [Symbol.for('message')]: 'line 1',
  })
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
    },
  ])
  expect(Object.keys(records[0] ?? {}).slice(0, 3)).toEqual(['@timestamp', 'log.level', 'message'])
})
