import { Socket } from 'node:net'
import { afterEach, expect, jest, test } from '@jest/globals'
import { createLogger } from '../../telemetry/logger.js'

afterEach(() => {
  jest.useRealTimers()
})

/** Returns a logger on a pipe, and functions that take what it has written since they were called: the parts of one write together. */
function pipedLogger() {
  const writes: string[] = []
  const target: Socket = Object.assign(new Socket(), {
    _write(text: unknown, _: BufferEncoding, done: () => void) {
      writes.push(String(text))
      done()
    },
  })
  const recordsOf = (text: string) => text.match(/.+\n/g)?.map((line): Record<string, unknown> => JSON.parse(line))
  const records = () => writes.splice(0).map(recordsOf)
  const written = () => records().map((together) => together?.map(({ message }) => message))
  return { logger: createLogger({ level: 'debug', format: 'json', target }), records, written }
}

test('the events of 25 ms leave a pipe in one write, and a warning or error with them at once', () => {
  jest.useFakeTimers()
  const { logger, written } = pipedLogger()
  logger.info('one')
  jest.advanceTimersByTime(24)
  logger.debug('two')
  expect(written()).toEqual([])
  jest.advanceTimersByTime(1)
  expect(written()).toEqual([['one', 'two']])
  for (const severity of ['warn', 'error'] as const) {
    logger.info('before')
    logger[severity]('urgent')
    expect(written()).toEqual([['before', 'urgent']])
  }
  jest.advanceTimersByTime(25)
  expect(written()).toEqual([])
})

test('a record has the time of its event, not of its write', () => {
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 29) })
  const { logger, records } = pipedLogger()
  logger.info('early')
  jest.advanceTimersByTime(25)
  expect(records().flat()).toEqual([expect.objectContaining({ '@timestamp': '2026-11-29T00:00:00.000Z' })])
})

test('at most 99 events wait', () => {
  const { logger, written } = pipedLogger()
  for (let count = 1; count < 100; count += 1) logger.info('waits')
  expect(written()).toEqual([])
  logger.info('last')
  expect(written()).toEqual([[...Array(99).fill('waits'), 'last']])
})

test('no event is lost when the log is closed', async () => {
  const { logger, written } = pipedLogger()
  logger.info('last')
  await logger.close()
  expect(written().flat()).toEqual(['last'])
})
