import { Socket } from 'node:net'
import { Writable } from 'node:stream'
import { type FormattedRecord, lineKey } from './formatted-record.js'

/** The part of a writable stream that log lines need; `process.stdout` has it. */
export interface LineTarget {
  readonly writableLength: number
  write(line: string, done?: (error?: Error | null) => void): boolean
  on(event: 'drain' | 'error', listener: () => void): unknown
}

/** The maximum number of bytes that wait for a slow reader. Further lines are dropped. */
const mostWaiting = 4 * 1024 * 1024

/** The time limit of a flush, in milliseconds. */
const longestFlush = 2000

/**
 * A stream of the lines of records that never waits and never fails. While the reader is slow, at most 4 MiB of lines wait in memory;
 * further lines are dropped and counted. When the reader has gone, or the disk of the log is full, lines are dropped and counted, too.
 *
 * Through a pipe or to a terminal, `release` writes the waiting lines together: a write for each line would double the cost of a record. In a
 * file, each line has a write of its own: a full disk may take some lines and not others.
 */
export class LineSink extends Writable {
  /** True when lines wait for `release`. */
  readonly gathers: boolean
  readonly #target: LineTarget
  readonly #onDropped: (lines: number) => void
  #dropped = 0
  #isTorn = false
  /** The lines that wait for their release, and the number of records that are lost with them. */
  #text = ''
  #lines = 0
  /** The number of dropped lines that the line being written reports. When it fails, nobody has been told of them. */
  #reported = 0

  /** @param onDropped receives the number of dropped lines when lines can be written again */
  constructor(target: LineTarget, onDropped: (lines: number) => void) {
    super({ objectMode: true })
    this.#target = target
    this.gathers = target instanceof Socket
    this.#onDropped = onDropped
    target.on('error', () => undefined)
    target.on('drain', () => this.#reportDropped())
  }

  /** Reports whether lines were dropped of which nobody has been told. */
  get hasDropped(): boolean {
    return this.#dropped > 0
  }

  override _write(record: FormattedRecord, _encoding: BufferEncoding, done: () => void): void {
    const lines = this.#reported || 1
    if (this.#target.writableLength + this.#text.length > mostWaiting) this.#dropped += lines
    else {
      this.#text += `${record[lineKey]}\n`
      this.#lines += lines
      if (!this.gathers) this.release()
    }
    done()
  }

  /** Passes the waiting lines to the target. */
  release(): void {
    if (this.#text === '') return
    const text = this.#text
    const lines = this.#lines
    this.#text = ''
    this.#lines = 0
    this.#pass(text, lines)
  }

  /** Resolves when the target has taken every line or has failed, at the latest after two seconds. */
  flush(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, longestFlush)
      this.release()
      this.#pass('', 0, () => {
        clearTimeout(timer)
        done()
      })
    })
  }

  /** @param lines the number of lines that count as dropped when the target does not take the text */
  #pass(lineOrMore: string, lines: number, done?: () => void): void {
    // A full disk may have taken a part of the line before.
    const text = this.#isTorn ? `\n${lineOrMore}` : lineOrMore
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
