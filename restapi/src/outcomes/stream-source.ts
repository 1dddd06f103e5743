import { Readable } from 'node:stream'
import { isError } from '../values/value-kinds.js'

/** Reports whether `value` is a stream of octets: a web stream, or a Node stream that is not in object mode. */
export function isOctetStream(value: unknown): value is Readable | ReadableStream {
  return value instanceof ReadableStream || (isReadable(value) && !value.readableObjectMode)
}

/** Reports whether `value` is a Node stream, of Node itself or of the `readable-stream` package. */
function isReadable(value: unknown): value is Readable {
  if (value instanceof Readable) return true
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return false
  const { pipe, readableObjectMode } = value as { pipe?: unknown; readableObjectMode?: unknown }
  return typeof pipe === 'function' && typeof readableObjectMode === 'boolean'
}

/** Reports whether `value` is a `Blob` or `File`, of the platform or of a package with a class of its own. */
export function isBlob(value: unknown): value is Blob {
  if (typeof value !== 'object' || value === null) return false
  const blob = value as { readonly [Name in keyof Blob]?: unknown }
  if (typeof blob.stream !== 'function' || typeof blob.arrayBuffer !== 'function') return false
  return typeof blob.size === 'number' && typeof blob.type === 'string'
}

/** Reports whether `value` is a stream of values, such as an async generator or a database cursor. */
export function isValueStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && !isOctetStream(value)
}

/** A stream as an endpoint returns it: of octets or of values. */
export type Source = Readable | ReadableStream | AsyncIterable<unknown>

/** Closes `value` without reading it, if it is a stream, so that files and cursors behind it are released. */
export function closeUnread(value: unknown): void {
  if (isOctetStream(value) || isValueStream(value)) new Promise(() => new StreamSource(value).close()).catch(ignore)
}

/**
 * The values of a stream that can be closed at any time. `close` ends an awaited `next` at once; a plain async generator would end it
 * only after its next value.
 */
export class StreamSource implements AsyncIterableIterator<unknown, undefined> {
  readonly #iterator: AsyncIterator<unknown>
  readonly #stop: () => unknown
  readonly #convert: ((value: unknown, index: number) => unknown) | undefined
  #index = 0
  #closed = false
  #awaiting: ((end: IteratorReturnResult<undefined>) => void) | undefined

  /**
   * @param convert replaces each value; `next` rejects with its errors
   * @throws TypeError for a web stream that is locked by another reader
   */
  constructor(source: Source, convert?: (value: unknown, index: number) => unknown) {
    this.#convert = convert
    const { iterator, stop } = opened(source)
    this.#iterator = iterator
    this.#stop = stop
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<unknown, undefined>> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return resolve(end)
      this.#awaiting = resolve
      Promise.resolve(this.#iterator.next()).then((next) => {
        if (next.done === true) {
          this.#closed = true
          resolve(end)
        } else if (isError(next.value))
          reject(next.value) // an error that a stream yields is a failure, as one that it throws
        else if (this.#convert === undefined) resolve(next)
        else this.#resolveConverted(next.value, this.#convert, resolve, reject)
      }, reject)
    })
  }

  #resolveConverted(
    value: unknown,
    convert: (value: unknown, index: number) => unknown,
    resolve: (next: IteratorYieldResult<unknown>) => void,
    reject: (reason: unknown) => void,
  ): void {
    try {
      resolve({ done: false, value: convert(value, this.#index++) })
    } catch (cause) {
      reject(cause)
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.close()
    return end
  }

  /** Closes the source without waiting for it. Errors of closing are ignored. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#awaiting?.(end)
    new Promise((resolve) => resolve(this.#stop())).catch(ignore)
  }
}

const end: IteratorReturnResult<undefined> = { done: true, value: undefined }

function opened(source: Source): { readonly iterator: AsyncIterator<unknown>; readonly stop: () => unknown } {
  if (source instanceof ReadableStream) {
    const reader = source.getReader()
    return { iterator: { next: () => reader.read() }, stop: () => reader.cancel() }
  }
  const iterator: AsyncIterator<unknown> = source[Symbol.asyncIterator]()
  if (!(source instanceof Readable)) return { iterator, stop: () => iterator.return?.() }
  return {
    iterator,
    stop() {
      source.on('error', ignore).destroy()
      return iterator.return?.()
    },
  }
}

function ignore(): void {
  // The answer is decided. A source that fails to close cannot change it.
}

/** Yields the chunks of a stream of octets. @throws TypeError, during the iteration, for a chunk that is neither text nor bytes */
export async function* octetsOf(source: AsyncIterable<unknown>): AsyncGenerator<string | Uint8Array> {
  for await (const chunk of source) {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw new TypeError(`a chunk of a stream of octets must be text or bytes; got ${typeof chunk}`)
    }
    yield chunk
  }
}
