import { Readable } from 'node:stream'
import { isError } from '../values/value-kinds.js'

/** Whether `value` is a stream of octets: a web stream, or a Node stream that is not in object mode. */
export function isOctetStream(value: unknown): value is Readable | ReadableStream {
  return value instanceof ReadableStream || (isReadable(value) && !value.readableObjectMode)
}

/** Whether `value` is a Node stream, be it of Node's own class or of the `readable-stream` package. */
function isReadable(value: unknown): value is Readable {
  if (value instanceof Readable) return true
  if (typeof value !== 'object' || value === null || !(Symbol.asyncIterator in value)) return false
  const { pipe, readableObjectMode } = value as { pipe?: unknown; readableObjectMode?: unknown }
  return typeof pipe === 'function' && typeof readableObjectMode === 'boolean'
}

/** Reports whether `value` is a `Blob` or `File`, of the platform or of a package that makes its own. */
export function isBlob(value: unknown): value is Blob {
  if (typeof value !== 'object' || value === null) return false
  const blob = value as { readonly [Name in keyof Blob]?: unknown }
  if (typeof blob.stream !== 'function' || typeof blob.arrayBuffer !== 'function') return false
  return typeof blob.size === 'number' && typeof blob.type === 'string'
}

/** Whether `value` is a stream of values, as async generators and database cursors are. */
export function isValueStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && !isOctetStream(value)
}

/** What a stream is read from. */
export type Source = Readable | ReadableStream | AsyncIterable<unknown>

/** Ends `value` unread, if it is a stream, so that it lets go of what it holds. */
export function closeUnread(value: unknown): void {
  if (isOctetStream(value) || isValueStream(value)) new Promise(() => new StreamSource(value).close()).catch(ignore)
}

/**
 * The values of a stream, which can be closed at any moment: the value that is awaited then never comes, even where the stream
 * would give it no sooner than its next one, as generators do.
 */
export class StreamSource implements AsyncIterableIterator<unknown, undefined> {
  readonly #iterator: AsyncIterator<unknown>
  readonly #stop: () => unknown
  readonly #convert: ((value: unknown, index: number) => unknown) | undefined
  #index = 0
  #closed = false
  #awaiting: ((end: IteratorReturnResult<undefined>) => void) | undefined

  /**
   * @param convert makes of each value what is given in its place; what it throws is thrown by `next`
   * @throws TypeError for a web stream that somebody else reads
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
          reject(next.value) // given or thrown, it is a failure
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

  /** Tells the stream that no more is wanted. It is not waited for, and what it says to that changes nothing. */
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
  // the answer is decided, and a source that fails to close cannot change it
}

/** The octets of a stream, chunk by chunk. @throws TypeError, while it is read, for a chunk that is neither text nor bytes */
export async function* octetsOf(source: AsyncIterable<unknown>): AsyncGenerator<string | Uint8Array> {
  for await (const chunk of source) {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw new TypeError(`a stream of octets gave a chunk that is neither text nor bytes but ${typeof chunk}`)
    }
    yield chunk
  }
}
