/** An endless source of items that records whether it was closed. */
export interface ClosingSource extends AsyncIterator<string>, AsyncIterable<string> {
  readonly isClosed: boolean
}

/** Returns a source that yields `item` until its reader closes it. */
export function closingSource(): ClosingSource {
  let isClosed = false
  return {
    get isClosed() {
      return isClosed
    },
    [Symbol.asyncIterator]() {
      return this
    },
    next: async () => ({ done: false, value: 'item' }),
    return: async () => {
      isClosed = true
      return { done: true, value: undefined }
    },
  }
}
