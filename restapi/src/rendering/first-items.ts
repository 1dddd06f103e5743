import type { SourceReply, ValueReply } from '../outcomes/reply.js'
import { StreamSource } from '../outcomes/stream-source.js'

/** The most items that a page shows. */
const mostItems = 100

/** Milliseconds that a page waits for items. A stream may be silent for ever. */
const patience = 3_000

/**
 * Returns the first items of a stream as a list. Closes the source if there are more, or if none comes for a while.
 *
 * @param signal closes the source when it fires
 * @throws an error of the source before its hundredth item
 */
export async function firstItems(
  { status, fields, version, values }: Extract<SourceReply, { kind: 'values' }>,
  signal: AbortSignal | undefined,
): Promise<ValueReply> {
  const source = new StreamSource(values)
  const items: unknown[] = []
  let isCut = false
  const cut = (): void => {
    isCut = true
    source.close()
  }
  const timer = setTimeout(cut, patience)
  signal?.addEventListener('abort', cut, { once: true })
  if (signal?.aborted) cut()
  try {
    for await (const item of source) {
      if (items.length === mostItems) cut()
      else items.push(item)
    }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cut)
    source.close()
  }
  return { kind: 'value', status, fields, version, value: items, ofStream: isCut ? 'beginning' : 'all' }
}
