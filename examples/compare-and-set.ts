// A client cannot overwrite a version that it has not read. Try: curl -i localhost:3000/document, then PUT with its ETag in If-Match, twice
import { createServer } from 'node:http'
import { endware, notFound, ok, preconditionFailed, problemEnvelope, status } from '@endware/restapi'
import { z } from 'zod'

let stored: { readonly text: string; readonly version: number; readonly at: Date } | undefined

/** Replaces the document in memory, as a database does in one statement: UPDATE … WHERE version = ANY(…). */
function replace(text: string, versions: readonly string[] | undefined): typeof stored {
  if (versions !== undefined && !versions.includes(String(stored?.version))) return undefined
  stored = { text, version: (stored?.version ?? 0) + 1, at: new Date() }
  return stored
}

const api = endware({ envelope: problemEnvelope })
const read = api.endpoint(() =>
  stored === undefined ? notFound() : ok({ text: stored.text }).withVersion(stored.version).withLastModified(stored.at),
)
const write = api.endpoint({ body: z.object({ text: z.string() }) }, ({ body, precondition }) => {
  const isNew = stored === undefined
  precondition.check(stored?.version) // `If-None-Match: *` creates and never replaces
  const now = replace(body.text, precondition.versions)
  if (now === undefined) return preconditionFailed('somebody else has changed the document')
  return status(isNew ? 201 : 200, { text: now.text }).withVersion(now.version)
})
const [unanswered] = api.fallback()

/** A server without a framework: an endpoint is a listener of Node. */
export const server = createServer((request, response) => {
  const endpoint = request.url !== '/document' ? unanswered : request.method === 'PUT' ? write : read
  endpoint(request, response)
})
