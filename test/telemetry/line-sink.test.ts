import { EventEmitter } from 'node:events'
import { Socket } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import { LineSink, type LineTarget } from '../../telemetry/line-sink.js'
import { createLogger } from '../../telemetry/logger.js'
import { LogLines } from '../support/log-lines.js'

describe('a broken log is harmless', () => {
  const target = (write: LineTarget['write'], writableLength = 0): LineTarget =>
    Object.assign(new EventEmitter(), { write, writableLength }) as LineTarget

  test('when its target throws', async () => {
    const logger = createLogger({
      level: 'info',
      format: 'json',
      target: target(() => {
        throw new Error('no disk')
      }),
    })
    expect(() => logger.info('hello')).not.toThrow()
    await expect(logger.close()).resolves.toBeUndefined()
  })

  test('when its target emits an error', async () => {
    const failing = new LogLines()
    const logger = createLogger({ level: 'info', format: 'json', target: failing })
    failing.destroy(new Error('EPIPE'))
    expect(() => logger.info('hello')).not.toThrow()
    await expect(logger.close()).resolves.toBeUndefined()
  })

  test('when its reader is slow: dropped records are counted and logged', async () => {
    const written: string[] = []
    const slow = target((line, done) => {
      written.push(line)
      done?.()
      return false
    }, 5e6)
    const logger = createLogger({ level: 'info', format: 'json', target: slow })
    logger.info('lost')
    logger.info('lost')
    expect(written).toEqual([])
    Object.assign(slow, { writableLength: 0 })
    ;(slow as unknown as EventEmitter).emit('drain')
    await logger.close()
    expect(written.join('')).toContain('"shop.dropped":2')
    expect(written.join('')).not.toContain('lost"')
  })

  test('when its target fails: lost records are counted once, as is a lost report', async () => {
    const outcomes = ['throws', 'fails', 'takes', 'fails']
    const written: string[] = []
    const full = target((line, done) => {
      const outcome = outcomes.shift()
      if (outcome === 'throws') throw new Error('no disk')
      if (outcome !== 'fails') written.push(line)
      process.nextTick(() => done?.(outcome === 'fails' ? new Error('ENOSPC') : null))
      return true
    })
    const logger = createLogger({ level: 'info', format: 'json', target: full })
    for (const message of ['lost', 'lost', 'kept']) logger.info(message)
    await new Promise(setImmediate)
    expect(outcomes).toEqual([])
    await logger.close()
    const records = written.join('').split('\n').filter(Boolean)
    expect(records.map((record) => JSON.parse(record))).toEqual([
      expect.objectContaining({ message: 'kept' }),
      expect.objectContaining({ 'event.action': 'log-dropped', 'shop.dropped': 2 }),
    ])
  })

  test('when a flush fails: it is no lost record', async () => {
    const full = target((_, done) => {
      done?.(new Error('ENOSPC'))
      return true
    })
    const sink = new LineSink(full, () => undefined)
    await sink.flush()
    expect(sink.hasDropped).toBe(false)
  })

  test('through a pipe: lines of a turn leave in one write, and a warning with them at once', async () => {
    const writes: string[] = []
    const gathering: Socket = Object.assign(new Socket(), {
      _write(text: unknown, _: BufferEncoding, done: () => void) {
        writes.push(String(text))
        done()
      },
    })
    const logger = createLogger({ level: 'info', format: 'json', target: gathering })
    const messages = () =>
      writes.splice(0).map((text) => text.match(/.+\n/g)?.map((line) => JSON.parse(line).message as string))
    for (const message of ['one', 'two']) logger.info(message)
    expect(messages()).toEqual([])
    await new Promise(setImmediate)
    expect(messages()).toEqual([['one', 'two']])
    logger.info('three')
    logger.warn('four')
    expect(messages()).toEqual([['three', 'four']])
    logger.info('last')
    await logger.close()
    expect(writes.join('')).toContain('"message":"last"')
  })

  test('when it is closed: later records are ignored', async () => {
    const lines = new LogLines()
    const logger = createLogger({ level: 'info', format: 'json', target: lines })
    await logger.close()
    logger.info('late')
    await logger.close()
    expect(lines.text).toBe('')
  })
})
