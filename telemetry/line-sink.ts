import { Writable } from 'node:stream'
import { type FormattedRecords, textKey } from './formatted-records.js'

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
 * A stream of the lines of records that never waits and never fails. While the reader is slow, some 4 MiB of lines wait in memory; further
 * records are dropped and counted. When the reader has gone, or the disk of the log is full, records are dropped and counted, too.
 */
export class LineSink extends Writable {
  readonly #target: LineTarget
  readonly #onDropped: (records: number) => void
  #dropped = 0
  #isTorn = false
  /** The number of dropped records that the record being written reports. When it fails, nobody has been told of them. */
  #reported = 0

  /** @param onDropped receives the number of dropped records when records can be written again */
  constructor(target: LineTarget, onDropped: (records: number) => void) {
    super({ objectMode: true })
    this.#target = target
    this.#onDropped = onDropped
    target.on('error', () => undefined)
    target.on('drain', () => this.#reportDropped())
  }

  /** Reports whether records were dropped of which nobody has been told. */
  get hasDropped(): boolean {
    return this.#dropped > 0
  }

  override _write({ [textKey]: text, records }: FormattedRecords, _encoding: BufferEncoding, done: () => void): void {
    const lost = this.#reported || records
    if (this.#target.writableLength > mostWaiting) this.#dropped += lost
    else if (text !== '') this.#pass(text, lost)
    done()
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

  /** @param records the number of records that count as dropped when the target does not take the text */
  #pass(lines: string, records: number, done?: () => void): void {
    // A full disk may have taken a part of the line before.
    const text = this.#isTorn ? `\n${lines}` : lines
    this.#isTorn = false
    const failed = () => {
      this.#isTorn = true
      this.#dropped += records
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
