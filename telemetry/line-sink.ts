import { Writable } from 'node:stream'

/** The part of a writable stream that log lines need; `process.stdout` has it. */
export interface LineTarget {
  readonly writableLength: number
  write(line: string, done?: (error?: Error | null) => void): boolean
  on(event: 'drain' | 'error', listener: () => void): unknown
}

/** The maximum of bytes that wait for a slow reader; further records are dropped. */
const mostWaiting = 4 * 1024 * 1024

/** The time limit of a flush, in milliseconds. */
const longestFlush = 2000

/**
 * Passes log lines on without ever waiting or failing: lines wait in memory up to 4 MiB while the reader is slow, beyond that they are
 * dropped and counted, and when the reader is gone they are dropped.
 */
export class LineSink extends Writable {
  readonly #target: LineTarget
  #dropped = 0

  /** @param onDropped receives the number of lost lines, once the reader has caught up */
  constructor(target: LineTarget, onDropped: (lines: number) => void) {
    super({ decodeStrings: false })
    this.#target = target
    target.on('error', () => undefined)
    target.on('drain', () => {
      const dropped = this.#dropped
      this.#dropped = 0
      if (dropped > 0) onDropped(dropped)
    })
  }

  override _write(line: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.#target.writableLength > mostWaiting) this.#dropped += 1
    else this.#pass(String(line))
    done()
  }

  /** Resolves when the target has taken every line, has failed, or has not been read for two seconds. */
  flush(): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, longestFlush)
      this.#pass('', () => {
        clearTimeout(timer)
        done()
      })
    })
  }

  #pass(line: string, done?: () => void): void {
    try {
      this.#target.write(line, () => done?.())
    } catch {
      done?.()
    }
  }
}
