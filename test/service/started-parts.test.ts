import { expect, test } from '@jest/globals'
import { startedParts } from '../../service/started-parts.js'
import { createLogger } from '../../telemetry/logger.js'
import { expectRecords } from '../support/expect-records.js'
import { LogLines } from '../support/log-lines.js'

test('parts are stopped in reverse order, also when the stop of one fails, which is one record', async () => {
  const lines = new LogLines()
  const stopped: string[] = []
  const parts = startedParts(createLogger({ level: 'info', format: 'json', target: lines }))
  parts.add('first', () => stopped.push('first'))
  parts.add('second', () => Promise.reject(new Error('it hangs')))
  parts.add('third', () => stopped.push('third'))
  await parts.stop()
  expect(stopped).toEqual(['third', 'first'])
  expectRecords(lines.records.slice(0, 2), ['part-stopped', 'part-not-stopped'])
  const failed = lines.records.find((record) => record['event.action'] === 'part-not-stopped')
  expect(failed).toMatchObject({ 'shop.part': 'second', 'error.message': 'it hangs' })
})
