import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endware, json } from '@endware/restapi'
import { multipart, temporaryPath } from '@endware/restapi/multipart'
import { afterAll, beforeAll } from '@jest/globals'
import express from 'express'
import { z } from 'zod'
import { type Serving, serve } from '../../../support/serve.js'

/** The folder for temporary files of a test file. */
export const directory = mkdtempSync(join(tmpdir(), 'multipart-test-'))
const limits = {
  bodyBytes: 4000,
  files: 3,
  fields: 8,
  parts: 10,
  fileBytes: 1000,
  fieldBytes: 100,
  nameBytes: 40,
  headerPairs: 3,
  headerBytes: 300,
}
export const api = endware({
  codecs: [json(), multipart({ limits, memoryBytes: 100, directory })],
  onFailure: () => {},
})

/** Returns what an endpoint sees of a value: a file is shown by its members and its content. */
export const shown = async (value: unknown): Promise<unknown> => {
  if (value instanceof File) {
    const isOnDisk = temporaryPath(value) !== undefined
    return { file: value.name, type: value.type, text: await value.text(), isOnDisk }
  }
  if (Array.isArray(value)) return Promise.all(value.map(shown))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(async ([key, member]) => [key, await shown(member)])
  return Object.fromEntries(await Promise.all(members))
}

export const schemas = {
  any: z.unknown(),
  photo: z.object({ photo: z.file().min(2).max(500).mime(['image/png', 'text/plain']) }),
  optional: z.object({ photo: z.file().optional(), title: z.string().optional() }),
  list: z.object({ photos: z.array(z.file()) }),
  either: z.object({ photo: z.union([z.file(), z.string()]) }),
  instance: z.object({ photo: z.instanceof(File) }),
  strict: z.strictObject({ title: z.string() }),
  loose: z.looseObject({ title: z.string() }),
  mixed: z.object({
    title: z.string(),
    count: z.int(),
    isPublic: z.boolean(),
    tags: z.array(z.string()),
    address: z.object({ city: z.string(), zip: z.int() }),
    photo: z.file(),
  }),
  nested: z.object({ pages: z.array(z.object({ number: z.int(), scan: z.file() })) }),
  structured: z.object({ meta: z.object({ size: z.int(), name: z.string() }), photo: z.file() }),
  structures: z.object({ items: z.array(z.object({ id: z.string() })) }),
  alternatives: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), content: z.string() }),
    z.object({ kind: z.literal('file'), content: z.file(), size: z.int() }),
  ]),
} as const
export type Name = keyof typeof schemas

const app = express()
for (const [name, body] of Object.entries(schemas)) {
  app.post(
    `/${name}`,
    api.endpoint({ body }, async (input) => ({ got: await shown(input.body) })),
  )
}
app.use(api.fallback())

let serving: Serving
beforeAll(async () => {
  serving = await serve(app)
})
afterAll(async () => {
  await serving.close()
  rmSync(directory, { recursive: true })
})

/** A field or a file of a form. */
export type Part = readonly [name: string, value: string | Blob, fileName?: string]

export const formOf = (parts: readonly Part[]): FormData => {
  const form = new FormData()
  for (const [name, value, fileName] of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, fileName)
  }
  return form
}

/** Sends a body to the endpoint of a schema, and returns the status and the value of the answer. */
export const post = async (
  name: Name,
  body: FormData | string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<[number, unknown]> => {
  const response = await fetch(`${serving.url}/${name}`, { method: 'POST', body, headers })
  return [response.status, await response.json()]
}

export const text = (content: string, type = 'text/plain'): Blob => new Blob([content], { type })
