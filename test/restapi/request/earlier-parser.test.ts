import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endware, json } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { type RequestHandler } from 'express'
import fileUpload from 'express-fileupload'
import express4 from 'express4'
import multer from 'multer'
import { z } from 'zod'
import { type Serving, serve } from '../../support/serve.js'

const folder = mkdtempSync(join(tmpdir(), 'earlier-parser-'))
const body = z.object({
  title: z.string(),
  count: z.int(),
  address: z.object({ city: z.string() }),
  cover: z.file().mime('text/plain').max(100),
  pages: z.array(z.file()),
})
const bare = endware({ onFailure: () => {} })
const withCodec = endware({ codecs: [json(), multipart()], onFailure: () => {} })
const shown = async (file: File): Promise<string> => `${file.name} ${file.type} ${await file.text()}`

const disk = multer({ dest: folder })
const memory = multer({ storage: multer.memoryStorage() })
const fields = [{ name: 'cover' }, { name: 'pages' }]
const parsers: readonly (readonly [name: string, parser: RequestHandler])[] = [
  ['multer in memory, fields', memory.fields(fields)],
  ['multer in memory, any', memory.any()],
  ['multer on disk', disk.any()],
  ['express-fileupload in memory', fileUpload() as unknown as RequestHandler],
  ['express-fileupload on disk', fileUpload({ useTempFiles: true, tempFileDir: folder }) as unknown as RequestHandler],
]

let serving: Serving
beforeAll(async () => {
  const routes = [bare, withCodec].flatMap((api, which) => {
    const endpoint = api.endpoint({ body }, async ({ body: { cover, pages, ...rest } }) => {
      return { ...rest, cover: await shown(cover), pages: await Promise.all(pages.map(shown)) }
    })
    return parsers.map(([, parser], at) => ({ path: `/${which}/${at}`, parser, endpoint }))
  })
  const single = bare.endpoint({ body: z.object({ cover: z.file() }) }, ({ body: { cover } }) => shown(cover))
  const app = express()
  const old = express4()
  for (const { path, parser, endpoint } of routes) {
    app.post(path, parser, endpoint)
    old.post(path, parser as never, endpoint)
  }
  app.post('/single', memory.single('cover'), single)
  app.post('/alone', fileUpload() as unknown as RequestHandler, single)
  app.post('/cut', fileUpload({ limits: { fileSize: 3 } }) as unknown as RequestHandler, single)
  app.use('/old', (request, response) => old(request as never, response as never))
  app.use(bare.fallback())
  serving = await serve(app)
})
afterAll(async () => {
  await serving.close()
  rmSync(folder, { recursive: true })
})

const formOf = (entries: Readonly<Record<string, string | readonly string[]>>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(entries)) {
    if (name === 'cover')
      form.append(name, new Blob([String(value)], { type: 'text/plain;charset=utf-8' }), 'cover.txt')
    else if (Array.isArray(value)) for (const each of value) form.append(name, new Blob([each]), `${each}.bin`)
    else form.append(name, String(value))
  }
  return form
}

const post = async (path: string, form: FormData): Promise<readonly [number, unknown]> => {
  const response = await fetch(serving.url + path, { method: 'POST', body: form })
  return [response.status, await response.json()]
}

describe('the schema reads what an earlier parser has read', () => {
  const cases = parsers.flatMap(([name], at) => [
    [`${name}, without the codec`, `/0/${at}`],
    [`${name}, beside the codec`, `/1/${at}`],
    [`${name}, on Express 4`, `/old/0/${at}`],
  ])
  test.each(cases)('%s', async (_name, path) => {
    const form = formOf({ title: '1', count: '2', 'address[city]': 'Bern', cover: 'c', pages: ['p', 'q'] })
    expect(await post(String(path), form)).toEqual([
      200,
      {
        title: '1',
        count: 2,
        address: { city: 'Bern' },
        cover: 'cover.txt text/plain c',
        pages: ['p.bin application/octet-stream p', 'q.bin application/octet-stream q'],
      },
    ])
  })

  test.each(cases)('%s: a file that does not fit is a 400', async (_name, path) => {
    const form = formOf({ title: '1', count: '2', 'address[city]': 'x', cover: 'c'.repeat(101), pages: ['p'] })
    const errors = [expect.objectContaining({ in: 'body', pointer: '/cover' })]
    expect(await post(String(path), form)).toEqual([400, expect.objectContaining({ errors })])
  })
})

test.each(['/single', '/alone'])('a form of one file only, %s', async (path) => {
  expect(await post(path, formOf({ cover: 'c' }))).toEqual([200, 'cover.txt text/plain c'])
})

test('a file that express-fileupload has cut is a 413', async () => {
  expect((await post('/cut', formOf({ cover: 'long' })))[0]).toBe(413)
})

test('the files of the parser are its own: they are left where they are', () => {
  expect(readdirSync(folder).length).toBeGreaterThan(0)
})

test('null that an earlier parser has read is a value, and no body is none', async () => {
  const parser = express.json({ strict: false })
  const app = express()
  app.post(
    '/object',
    parser,
    bare.endpoint({ body: z.object({}) }, () => 'unreached'),
  )
  app.post(
    '/nullable',
    parser,
    bare.endpoint({ body: z.null() }, ({ body }) => ({ got: body })),
  )
  app.post(
    '/optional',
    parser,
    bare.endpoint({ body: z.object({}).optional() }, ({ body }) => ({ got: typeof body })),
  )
  const nulls = await serve(app)
  const answerTo = async (path: string, body?: string): Promise<readonly [number, unknown]> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(nulls.url + path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) })
    return [response.status, await response.json()]
  }
  expect(await answerTo('/object', 'null')).toEqual([400, expect.objectContaining({ error: 'Bad Request' })])
  expect(await answerTo('/nullable', 'null')).toEqual([200, { got: null }])
  expect(await answerTo('/optional')).toEqual([200, { got: 'undefined' }])
  await nulls.close()
})
