import { Readable } from 'node:stream'
import { deferred } from '../../support/deferred.js'

/** The ends of a stream after its items. */
export type Ending = 'ends' | 'waits' | 'fails'

/** A stream for a test. `closed` resolves when it has ended or its reader has closed it. */
export interface Tracked {
  readonly source: unknown
  readonly closed: Promise<unknown>
}

/** A kind of stream that endpoints return. */
export interface SourceKind {
  readonly kind: string
  readonly make: (items: readonly string[], ending: Ending, signal: AbortSignal) => Tracked
}

export const failure = new Error('a secret of the source')

/** Streams of values. */
export const valueSources: readonly SourceKind[] = [
  { kind: 'an async generator', make: generator },
  { kind: 'an iterator with a return method', make: iterator },
  { kind: 'a Readable in object mode', make: (items, ending) => readable(items, ending, true) },
]

/** Streams of octets. */
export const octetSources: readonly SourceKind[] = [
  { kind: 'a Readable', make: (items, ending) => readable(items, ending, false) },
  { kind: 'a web stream', make: webStream },
]

/** Makes a generator. It also waits for the signal, because a generator cannot be closed while it waits. */
function generator(items: readonly string[], ending: Ending, signal: AbortSignal): Tracked {
  const { promise: closed, resolve } = deferred()
  async function* generate(): AsyncGenerator<string> {
    try {
      yield* items
      if (ending === 'fails') throw failure
      if (ending === 'waits') await new Promise((_, reject) => onAbort(signal, () => reject(signal.reason)))
    } finally {
      resolve()
    }
  }
  return { source: generate(), closed }
}

function onAbort(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener()
  else signal.addEventListener('abort', listener)
}

function iterator(items: readonly string[], ending: Ending): Tracked {
  const { promise: closed, resolve } = deferred()
  const left = [...items]
  const next = async (): Promise<IteratorResult<string>> => {
    const value = left.shift()
    if (value !== undefined) return { done: false, value }
    if (ending === 'waits') return new Promise(() => {})
    resolve()
    if (ending === 'fails') throw failure
    return { done: true, value: undefined }
  }
  const source = {
    next,
    return() {
      resolve()
      return new Promise(() => {}) // the reader does not wait for `return`
    },
    [Symbol.asyncIterator]: () => source,
  }
  return { source, closed }
}

function readable(items: readonly string[], ending: Ending, objectMode: boolean): Tracked {
  const left = [...items]
  const source = new Readable({
    objectMode,
    read() {
      const item = left.shift()
      if (item !== undefined) this.push(item)
      else if (ending === 'ends') this.push(null)
      else if (ending === 'fails') this.destroy(failure)
    },
    destroy(error, callback) {
      callback(error ?? (ending === 'waits' ? new Error('closing failed, too') : null))
    },
  })
  const { promise: closed, resolve } = deferred()
  source.on('close', resolve)
  return { source, closed }
}

function webStream(items: readonly string[], ending: Ending): Tracked {
  const { promise: closed, resolve } = deferred()
  const left = [...items]
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      const item = left.shift()
      if (item !== undefined) return controller.enqueue(new TextEncoder().encode(item))
      if (ending === 'waits') return new Promise(() => {})
      resolve()
      if (ending === 'fails') controller.error(failure)
      else controller.close()
    },
    cancel: () => resolve(),
  })
  return { source, closed }
}
