import { Readable } from 'node:stream'

/** Whether `value` is a stream of octets: a web stream, or a Node stream that is not in object mode. */
export function isOctetStream(value: unknown): value is Readable | ReadableStream {
  return value instanceof ReadableStream || (value instanceof Readable && !value.readableObjectMode)
}

/** Whether `value` is a stream of values, as async generators and database cursors are. */
export function isValueStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && !isOctetStream(value)
}

/** The octets of a stream, chunk by chunk. @throws TypeError, while it is read, for a chunk that is neither text nor bytes */
export async function* octetsOf(stream: Readable | ReadableStream): AsyncGenerator<string | Uint8Array> {
  for await (const chunk of stream as AsyncIterable<unknown>) {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
      throw new TypeError(`a stream of octets gave a chunk that is neither text nor bytes but ${typeof chunk}`)
    }
    yield chunk
  }
}
