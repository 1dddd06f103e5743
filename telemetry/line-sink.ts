import { Writable } from 'node:stream'
import type { FormattedLines } from './formatted-lines.js'

/** The part of a writable stream that log lines need; `process.stdout` has it. */
export interface LineTarget {
  readonly writableLength: number
  write(line: string, done?: (error?: Error | null) => void): boolean
  on(event: 'drain' | 'error', listener: () => void): unknown
}

/** The bytes that may wait for a slow reader before a further line, where a line counts by its UTF-16 units. Further lines are dropped. */
const mostWaitingBytes = 4 * 1024 * 1024

/** The time limit of a flush, in milliseconds. */
const longestFlush = 2000

/**
 * A stream of the lines of records that never waits and never fails. While the reader is slow, some 4 MiB of lines wait in memory; further
 * lines are dropped and counted. When the reader has gone, or the disk of the log is full, lines are dropped and counted, too.
 */
export class LineSink extends Writable {
  readonly #target: LineTarget
  readonly #onDropped: (lines: number) => void
  #dropped = 0
  #isTorn = false
  /** While the report of dropped lines is written, their number. If its write fails, nobody has been told of them. */
  #reported = 0

  /** @param onDropped receives the number of dropped lines when lines can be written again */
  constructor(target: LineTarget, onDropped: (lines: number) => void) {
    super({ objectMode: true })
    this.#target = target
    this.#onDropped = onDropped
    target.on('error', () => undefined)
    target.on('drain', () => this.#reportDropped())
  }

  /** Reports whether lines were dropped of which nobody has been told. */
  get hasDropped(): boolean {
    return this.#dropped > 0
  }

  override _write({ lines }: FormattedLines, _encoding: BufferEncoding, done: () => void): void {
    const room = mostWaitingBytes - this.#target.writableLength
    let text = ''
    let taken = 0
    for (const line of lines) {
      if (text.length > room) break
      text += line
      taken += 1
    }
    this.#dropped += this.#lostWith(lines.length - taken)
    if (taken > 0) this.#pass(text, this.#lostWith(taken))
    done()
  }

  /** Returns the number of lines of which nobody is told when this many are lost. The report of dropped lines is one line. */
  #lostWith(lines: number): number {
    return lines === 0 ? 0 : this.#reported || lines
  }

  /** Resolves when the target has taken every line or has failed, at the latest after two seconds. */
  flush(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, longestFlush)
      this.#pass('', 0, () => {
        clearTimeout(timer)
        done()
      })
    })
  }

  /** @param lines the number of lines that count as dropped when the target does not take the text */
  #pass(textOrNone: string, lines: number, done?: () => void): void {
    // A full disk may have taken a part of the line before.
    const text = this.#isTorn ? `\n${textOrNone}` : textOrNone
    this.#isTorn = false
    const failed = () => {
      this.#isTorn = true
      this.#dropped += lines
    }
    try {
      this.#target.write(text, (error) => {
        if (error) failed()
        else if (this.#target.writableLength === 0) this.#reportDropped()
        done?.()
      })
    } catch {
      failed()
      done?.()
    }
  }

  #reportDropped(): void {
    const dropped = this.#dropped
    this.#dropped = 0
    if (dropped === 0) return
    this.#reported = dropped
    this.#onDropped(dropped)
    this.#reported = 0
  }
}
