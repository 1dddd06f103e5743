import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { ChunkWriter } from '../../../restapi/src/writing/chunk-writer.js'

/** A response that records its chunks, and is full on demand. */
class Target extends EventEmitter {
  readonly written: (string | Uint8Array)[] = []
  ended: unknown = 'not yet'
  flushes = 0
  isFull = false
  destroyed = false
  writableEnded = false

  write(chunk: string | Uint8Array): boolean {
    this.written.push(chunk)
    return !this.isFull
  }

  end(chunk: unknown): void {
    this.ended = chunk
    this.writableEnded = true
  }

  flush(): void {
    this.flushes++
  }
}

const made = (): { target: Target; writer: ChunkWriter } => {
  const target = new Target()
  return { target, writer: new ChunkWriter(target as unknown as ServerResponse) }
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Reports whether a promise has settled once the microtasks are done. */
const isSettled = async (promise: Promise<void> | undefined): Promise<boolean> => {
  let settled = false
  void promise?.then(() => {
    settled = true
  })
  await Promise.resolve()
  await Promise.resolve()
  return settled
}

describe('text that comes in one turn of the event loop', () => {
  test('goes out together at its end, and is flushed', async () => {
    const { target, writer } = made()
    expect([writer.write('a'), writer.write('b')]).toEqual([undefined, undefined])
    expect([target.written, target.flushes]).toEqual([[], 0])
    await turn()
    expect([target.written, target.flushes]).toEqual([['ab'], 1])
    writer.write('c')
    await turn()
    expect([target.written, target.flushes]).toEqual([['ab', 'c'], 2])
  })

  test.each([
    [16 * 1024 - 1, 0],
    [16 * 1024, 1],
    [16 * 1024 + 1, 1],
  ])('goes out at once from 16 Ki characters on: %i', (length, writes) => {
    const { target, writer } = made()
    writer.write('x'.repeat(length - 1))
    writer.write('y')
    expect(target.written).toHaveLength(writes)
  })

  test('goes out before bytes that follow it', async () => {
    const { target, writer } = made()
    writer.write('a')
    writer.write(Uint8Array.of(1))
    writer.write('b')
    expect(target.written).toEqual(['a', Uint8Array.of(1)])
    await turn()
    expect(target.written).toEqual(['a', Uint8Array.of(1), 'b'])
  })

  test('is written with the end, and not again afterwards', async () => {
    const { target, writer } = made()
    writer.write('a')
    writer.end()
    await turn()
    expect([target.written, target.ended, target.flushes]).toEqual([[], 'a', 0])
  })

  test('is not written to a client that has left', async () => {
    const { target, writer } = made()
    writer.write('a')
    target.destroyed = true
    await turn()
    writer.stop()
    expect([target.written, target.flushes]).toEqual([[], 0])
  })

  test('is not written when there is none', async () => {
    const { target, writer } = made()
    writer.write('')
    writer.write(Uint8Array.of(1))
    await turn()
    writer.stop()
    expect(target.written).toEqual([Uint8Array.of(1)])
  })

  test('goes out without a flush on a response that has none', async () => {
    const target: Partial<Pick<Target, 'flush'>> & Omit<Target, 'flush'> = new Target()
    Object.defineProperty(target, 'flush', { value: undefined })
    new ChunkWriter(target as unknown as ServerResponse).write('a')
    await turn()
    expect(target.written).toEqual(['a'])
  })

  test('still goes out when the writer is stopped', () => {
    const { target, writer } = made()
    writer.write('a')
    writer.stop()
    expect(target.written).toEqual(['a'])
  })
})

describe('a client that does not keep up', () => {
  test('is waited for until it has drained', async () => {
    const { target, writer } = made()
    target.isFull = true
    const full = writer.write(Uint8Array.of(1))
    expect(await isSettled(full)).toBe(false)
    target.isFull = false
    target.emit('drain')
    expect(await isSettled(full)).toBe(true)
    expect(writer.write(Uint8Array.of(2))).toBeUndefined()
  })

  test('is waited for by each chunk as long as it is full', async () => {
    const { target, writer } = made()
    target.isFull = true
    writer.write('x'.repeat(16 * 1024))
    const full = writer.write('y')
    expect(await isSettled(full)).toBe(false)
    target.emit('drain')
    expect(await isSettled(full)).toBe(true)
  })

  test('is no longer awaited or listened to once the writer stops', async () => {
    const { target, writer } = made()
    target.isFull = true
    const full = writer.write(Uint8Array.of(1))
    writer.stop()
    expect(await isSettled(full)).toBe(true)
    expect(target.listenerCount('drain')).toBe(0)
  })
})
