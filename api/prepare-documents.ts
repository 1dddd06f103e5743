import { Worker } from 'node:worker_threads'
import type { OpenApiVersion } from '@endware/restapi/openapi'
import { keepServed } from './openapi-document.js'

/**
 * Makes the documents that the service serves in a thread, because it would hold up all requests for a second. A request that asks for a
 * document before it is there makes it. Never rejects: without the thread, the first request for a document makes it.
 *
 * @returns a promise that resolves when the thread has ended
 */
export function prepareDocuments(): Promise<void> {
  const worker = new Worker(new URL('./document-worker.js', import.meta.url), { execArgv: [] })
  worker.unref()
  worker.on('message', ([version, document]: [OpenApiVersion, string]) => keepServed(version, JSON.parse(document)))
  worker.on('error', () => undefined) // The first request for a document would fail as well, and has a record.
  return new Promise((resolve) => {
    worker.once('exit', () => resolve())
  })
}
