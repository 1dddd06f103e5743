import { parentPort } from 'node:worker_threads'
import { servedDocument, servedVersions } from './openapi-document.js'

// The thread of `prepare-documents.ts`: sends each version of the document, as JSON, and ends.
for (const version of servedVersions) parentPort?.postMessage([version, JSON.stringify(servedDocument(version))])
