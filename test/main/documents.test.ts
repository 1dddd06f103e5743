import type { OpenApiVersion } from '@endware/restapi/openapi'
import { expect, test } from '@jest/globals'

/** The compiled modules: the thread cannot run the sources. */
const compiled = (path: string) => import(new URL(`../../dist/${path}`, import.meta.url).href)

test('the documents of the service are made in a thread, and are those that a request would make', async () => {
  const { prepareDocuments } = await compiled('api/prepare-documents.js')
  const { servedDocument, servedVersions } = await compiled('api/openapi-document.js')
  const own = servedVersions.map((version: OpenApiVersion) => servedDocument(version))
  await prepareDocuments()
  for (const [at, version] of servedVersions.entries()) {
    expect(servedDocument(version)).not.toBe(own[at])
    expect(JSON.stringify(servedDocument(version))).toBe(JSON.stringify(own[at]))
  }
})
