import { Writable } from 'node:stream'

/** A target for a logger under test. It keeps the written text. */
export class LogLines extends Writable {
  #text = ''

  override _write(line: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#text += line.toString()
    done()
  }

  /** The text written so far. */
  get text(): string {
    return this.#text
  }

  /** The records of a logger that writes JSON lines. */
  get records(): Record<string, unknown>[] {
    return this.#text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Record<string, unknown> => JSON.parse(line))
  }
}
