import { endware } from '../endware.mjs'
import { newAcceptHeader } from '../fixtures/accept-headers.mjs'
import { small } from '../fixtures/small.mjs'
import { answering } from '../process/answering.mjs'

/** MiB of the heap that so many distinct headers leave behind. */
async function heapAfter(/** @type {number} */ headers) {
  const api = endware()
  const renderAll = async (/** @type {number} */ from, /** @type {number} */ count) => {
    for (let number = from; number < from + count; number++)
      await api.render(small, { accept: newAcceptHeader(number) })
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  const before = await renderAll(0, 2_000)
  const after = await renderAll(2_000, headers)
  return (after - before) / 1024 / 1024
}

answering({ heapAfter })
