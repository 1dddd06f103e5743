import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { LineSink, type LineTarget } from '../../telemetry/line-sink.js'
import { createLogger } from '../../telemetry/logger.js'
import { LogLines } from '../support/log-lines.js'

/** A target that can say that it has room again. */
type Target = LineTarget & EventEmitter

/** Returns a target that writes by this function. */
function target(write: LineTarget['write'], writableLength = 0): Target {
  return Object.assign(new EventEmitter(), { write, writableLength })
}

/** Returns records as a format of winston makes them. */
const lines = (...texts: string[]) => ({ lines: texts.map((text) => `${text}\n`) })

describe('a broken log is harmless', () => {
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
    slow.emit('drain')
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

  test('when it is closed: later records are ignored', async () => {
    const lines = new LogLines()
    const logger = createLogger({ level: 'info', format: 'json', target: lines })
    await logger.close()
    logger.info('late')
    await logger.close()
    expect(lines.text).toBe('')
  })
})

describe('lines that are dropped', () => {
  const mebibyte = 1024 * 1024

  test.each([
    [4 * mebibyte, 'kept'],
    [4 * mebibyte + 1, 'dropped'],
  ] as const)('behind %i waiting bytes a line is %s', (waiting, fate) => {
    const written: string[] = []
    const busy = target((text) => written.push(text) > 0, waiting)
    const sink = new LineSink(busy, () => undefined)
    sink.write(lines('line'))
    expect([written, sink.hasDropped]).toEqual(fate === 'kept' ? [['line\n'], false] : [[], true])
  })

  test('at most 4 MiB wait, and the last line: of lines that come together, the first are kept', () => {
    const written: string[] = []
    const busy = target((text) => written.push(text) > 0, mebibyte)
    const sink = new LineSink(busy, () => undefined)
    sink.write(lines(...[...'abcdefgh'].map((letter) => letter.repeat(mebibyte))))
    expect(written.map((text) => text.match(/\b\w/g))).toEqual([['a', 'b', 'c']])
    expect(sink.hasDropped).toBe(true)
  })

  test('are reported when the target has room, and not before', async () => {
    const reports: number[] = []
    const slow = target((_, done) => {
      process.nextTick(() => done?.())
      return false
    }, 5 * mebibyte)
    const sink = new LineSink(slow, (lines) => reports.push(lines))
    sink.write(lines('lost'))
    Object.assign(slow, { writableLength: 1 })
    sink.write(lines('kept'))
    await turn()
    expect([reports, sink.hasDropped]).toEqual([[], true])
    slow.emit('drain')
    expect([reports, sink.hasDropped]).toEqual([[1], false])
  })

  test('with all others, each line is written or in one report, whatever fails in between', async () => {
    const step = fc.record({ isFull: fc.boolean(), records: fc.integer({ min: 1, max: 3 }), endsTurn: fc.boolean() })
    const outcomes = fc.array(fc.constantFrom('takes', 'fails', 'throws'), { maxLength: 15 })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), outcomes, async (steps, planned) => {
        let written = ''
        const next = [...planned]
        const failing = target((text, done) => {
          const outcome = next.shift()
          if (outcome === 'throws') throw new Error('gone')
          if (outcome !== 'fails') written += text
          process.nextTick(() => done?.(outcome === 'fails' ? new Error('ENOSPC') : null))
          return true
        })
        const sink = new LineSink(failing, (dropped) => sink.write(lines(`dropped ${dropped}`)))
        const given: string[] = []
        for (const { isFull, records, endsTurn } of steps) {
          Object.assign(failing, { writableLength: isFull ? 5 * mebibyte : 0 })
          const texts = Array.from({ length: records }, (_, at) => `line ${given.length + at}`)
          given.push(...texts)
          sink.write(lines(...texts))
          if (endsTurn) await turn()
        }
        Object.assign(failing, { writableLength: 0 })
        for (let flushes = 0; flushes <= planned.length; flushes += 1) {
          await sink.flush()
          await turn()
        }
        expect(sink.hasDropped).toBe(false)
        const kept: readonly string[] = written.match(/^line \d+$/gm) ?? []
        const reported = [...written.matchAll(/^dropped (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
        expect(kept.length + reported).toBe(given.length)
        expect(kept).toEqual(given.filter((line) => kept.includes(line)))
      }),
    )
  })
})

test.each(['fails', 'throws'])(
  'a line after a part of another has a line of its own: the write %s',
  async (outcome) => {
    let written = ''
    const space = [4, 0]
    const full = target((text, done) => {
      const taken = text.slice(0, space.shift())
      written += taken
      const error = taken === text ? undefined : new Error('ENOSPC')
      if (error && outcome === 'throws') throw error
      process.nextTick(() => done?.(error))
      return true
    })
    const sink = new LineSink(full, () => undefined)
    for (const line of ['torn', 'lost', 'whole', 'next']) {
      sink.write(lines(`${line}.`))
      await turn()
    }
    expect(written).toBe('torn\nwhole.\nnext.\n')
  },
)

describe('a flush', () => {
  afterEach(() => {
    jest.useRealTimers()
  })

  test('ends after two seconds at the latest', async () => {
    jest.useFakeTimers()
    const ended = jest.fn()
    const silent = target(() => true)
    const flushed = new LineSink(silent, () => undefined).flush().then(ended)
    await jest.advanceTimersByTimeAsync(1_999)
    expect(ended).not.toHaveBeenCalled()
    await jest.advanceTimersByTimeAsync(1)
    await flushed
    expect(ended).toHaveBeenCalled()
  })

  test.each(['takes', 'throws'])('leaves no timer when its target %s', async (outcome) => {
    jest.useFakeTimers()
    const texts: string[] = []
    const sink = new LineSink(
      target((text, done) => {
        texts.push(text)
        if (outcome === 'throws') throw new Error('gone')
        done?.()
        return true
      }),
      () => undefined,
    )
    await sink.flush()
    expect([texts, jest.getTimerCount()]).toEqual([[''], 0])
  })
})
