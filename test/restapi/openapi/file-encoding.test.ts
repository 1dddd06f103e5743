import { endware, json } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { type OpenApiDocument, openapi } from '@endware/restapi/openapi'
import { expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { at, info } from './sample-document.js'

const Photo = z.object({
  title: z.string(),
  photo: z.file().min(1).max(5000).mime(['image/png', 'image/jpeg']),
  scan: z.file().mime('application/pdf').optional(),
  pages: z.array(z.file()),
  note: z.union([z.file(), z.string()]).optional(),
  place: z.object({ city: z.string() }).optional(),
})
const limits = { bodyBytes: 9000, fileBytes: 6000 }
const api = endware({ codecs: [json(), multipart({ limits })] })
const documentOf = (body: z.ZodType, consumes?: readonly string[]) => {
  const routes = api.routes(Router())
  routes.post(
    '/photos',
    {
      operationId: 'add',
      summary: 'Adds',
      responses: { 413: { headers: { 'Retry-After': true } } },
      body,
      ...(consumes && { consumes }),
    },
    () => new Error(),
  )
  return openapi(routes, { info })
}
const onlyForms = ['multipart/form-data']
const bodyOf = (document: OpenApiDocument) => at(document, 'paths', '/photos', 'post', 'requestBody')
const contentOf = (document: OpenApiDocument) => at(document, 'paths', '/photos', 'post', 'requestBody', 'content')

test('a form with files is documented with their media types, sizes and encoding', () => {
  const binary = { type: 'string', format: 'binary' }
  expect(bodyOf(documentOf(Photo, onlyForms))).toEqual({
    required: true,
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: {
            title: { type: 'string' },
            photo: { ...binary, minLength: 1, maxLength: 5000, 'x-contentMediaTypes': ['image/png', 'image/jpeg'] },
            scan: { ...binary, contentMediaType: 'application/pdf' },
            pages: { type: 'array', items: binary },
            note: { anyOf: [binary, { type: 'string' }] },
            place: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
          },
          required: ['title', 'photo', 'pages'],
        },
        encoding: {
          photo: { contentType: 'image/png, image/jpeg' },
          scan: { contentType: 'application/pdf' },
          pages: { contentType: 'application/octet-stream' },
          note: { contentType: 'application/octet-stream' },
        },
      },
    },
  })
})

test('the encoding is that of a component, and only forms have one', () => {
  const named = z.object({ file: z.file().meta({ id: 'Upload' }) }).meta({ id: 'Form' })
  const content = contentOf(documentOf(named))
  const encoding = { file: { contentType: 'application/octet-stream' } }
  expect(content['multipart/form-data']).toMatchObject({ schema: { $ref: '#/components/schemas/Form' }, encoding })
  expect(content['application/json']).not.toHaveProperty('encoding')
})

test('a form without files has no encoding, however its lists hold themselves', () => {
  const list: z.ZodType = z.lazy(() => z.union([z.string(), z.array(list)]))
  const content = contentOf(documentOf(z.object({ list }), onlyForms))
  expect(content['multipart/form-data']).not.toHaveProperty('encoding')
})

test('the 413 names the limit of each format', () => {
  const describe = (document: OpenApiDocument): unknown =>
    at(document, 'paths', '/photos', 'post', 'responses', '413').description
  expect(describe(documentOf(Photo, onlyForms))).toBe('The body is larger than 9000 bytes')
  expect(describe(documentOf(Photo))).toBe(
    'The body is larger than 1048576 bytes, as multipart/form-data larger than 9000 bytes',
  )
})
