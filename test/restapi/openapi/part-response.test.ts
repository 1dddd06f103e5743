import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Contract, endware, file, notFound } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { lint } from '../../support/redocly.js'
import { serve } from '../../support/serve.js'
import { serveCorrupting } from '../testing/corrupting.js'

const api = endware({ onFailure: () => {} })
const info = { title: 'Files', version: '1' }
const pdf = { operationId: 'report', responses: { 200: { mediaTypes: ['application/pdf'], ranges: true } } } as const

function served(): { readonly document: object; readonly app: express.Express } {
  const routes = api.routes(Router())
  routes.get('/report', pdf, () => file(Buffer.from('%PDF-1.7'), { name: 'report.pdf', maxAge: 60 }))
  routes.get(
    '/files/:name',
    {
      operationId: 'files',
      responses: { 200: { mediaTypes: ['text/plain'], ranges: true }, 404: 'There is no such file' },
    },
    ({ params: { name } }) => (name === 'a.txt' ? file(Buffer.from('text'), { name }) : notFound()),
  )
  return {
    document: openapi(routes, { info }),
    app: express().disable('x-powered-by').use(routes).use(api.fallback()),
  }
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>
  readonly components: { readonly responses: Readonly<Record<string, { readonly headers: object }>> }
}
interface DescribedOperation {
  readonly parameters?: readonly { readonly $ref?: string }[]
  readonly responses: Readonly<Record<string, { readonly headers: object; readonly content?: object; $ref?: string }>>
}

const operationOf = (contract: Contract, verb: 'get' | 'post' = 'get'): DescribedOperation => {
  const routes = api.routes(Router())
  routes[verb]('/x', contract, () => file(Buffer.from('x')) as never)
  const { paths } = openapi(routes, { info }) as unknown as Described
  return paths['/x']?.[verb] ?? { responses: {} }
}
const names = ({ parameters = [] }: DescribedOperation): readonly (string | undefined)[] =>
  parameters.map(({ $ref }) => $ref?.split('/').at(-1))

describe('a file in the document', () => {
  test('has its header fields, the 206 of a part and the 416', () => {
    const { responses } = operationOf(pdf)
    const fields = ['Vary', 'Accept-Ranges', 'Cache-Control', 'Content-Disposition', 'ETag', 'Last-Modified']
    expect(Object.keys(responses[200]?.headers ?? {})).toEqual(fields)
    expect(Object.keys(responses[206]?.headers ?? {})).toEqual([...fields, 'Content-Range'])
    expect(responses[206]?.content).toEqual(responses[200]?.content)
    expect(responses[416]).toMatchObject({ $ref: expect.stringContaining('RangeNotSatisfiable') })
  })

  test('has the parameters of ranges and of conditional reads', () => {
    const validators = ['IfMatch', 'IfNoneMatch', 'IfUnmodifiedSince', 'IfModifiedSince']
    expect(names(operationOf(pdf))).toEqual([...validators, 'Range', 'IfRange'])
  })

  test('has no ranges for other methods, nor without the declaration', () => {
    const without = { operationId: 'report', responses: { 200: { mediaTypes: ['application/pdf'] } } }
    for (const operation of [operationOf(pdf, 'post'), operationOf(without)]) {
      expect(names(operation)).not.toContain('Range')
      expect(Object.keys(operation.responses)).not.toEqual(expect.arrayContaining(['206']))
    }
  })

  test('keeps the 206 that the contract describes', () => {
    const responses = { ...pdf.responses, 206: { mediaTypes: ['application/pdf'], description: 'Some pages' } }
    expect(operationOf({ ...pdf, responses }).responses[206]).toMatchObject({ description: 'Some pages' })
  })

  test('is valid to a linter', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'endware-part-'))
    writeFileSync(join(folder, 'document.json'), JSON.stringify(served().document))
    expect(await lint(join(folder, 'document.json'))).toEqual([])
    rmSync(folder, { recursive: true })
  })
})

describe('the declaration of ranges is refused', () => {
  const rows: readonly (readonly [responses: object, why: string])[] = [
    [{ 200: { ranges: true } }, 'ranges: true belongs to a 200 that is a file, which has mediaTypes and no schema'],
    [
      { 201: { mediaTypes: ['text/plain'], ranges: true } },
      "the contract's responses.201: ranges: true belongs to a 200",
    ],
    [{ 200: { mediaTypes: ['text/plain'], ranges: 'yes' } }, "ranges must be true or false; got 'yes'"],
  ]
  test.each(rows)('%j', (responses, why) => {
    expect(() => api.endpoint({ responses } as Contract, () => undefined as never)).toThrow(why)
  })
})

describe('the proof kit drives the ranges of a file', () => {
  test('and finds no fault in the answers of the library', async () => {
    const { document, app } = served()
    const serving = await serve(app)
    const report = await proveDocument(document, {
      baseUrl: serving.url,
      cases: { files: { 200: { params: { name: 'a.txt' } } } },
    })
    await serving.close()
    expect(report.faults).toEqual([])
    const covered = report.covered.map(({ operationId, status }) => `${operationId} ${status}`)
    expect(covered).toEqual(
      expect.arrayContaining(['report 200', 'report 206', 'report 304', 'report 412', 'report 416', 'files 206']),
    )
  })

  test('and reports a part that Content-Range denies', async () => {
    const { document, app } = served()
    const spoiling = await serveCorrupting(app, (answer) => {
      if (answer.status === 206) answer.content += 'more'
    })
    const { faults } = await proveDocument(document, { baseUrl: spoiling.url })
    await spoiling.close()
    expect(faults).toContainEqual(
      expect.objectContaining({
        operationId: 'report',
        status: 206,
        kind: 'body',
        message: 'the content has 5 bytes, but Content-Range is bytes 0-0/8',
      }),
    )
  })
})
