import { endware } from '@endware/restapi'
import { type DocsOptions, docsPages } from '@endware/restapi/docs'
import type { OpenApiDocument } from '@endware/restapi/openapi'
import express from 'express'
import request from 'supertest'
import { sampleDocument } from '../openapi/sample-document.js'

export const sample = sampleDocument()

/** Returns an application with the reference at `/docs`, behind a middleware with a policy of its own. */
export function appOf(document: OpenApiDocument | (() => OpenApiDocument) = sample, options: DocsOptions = {}) {
  const app = express().disable('etag')
  app.use((_request, response, next) => {
    response.setHeader('Content-Security-Policy', "default-src 'none'")
    next()
  })
  app.use('/docs', docsPages(document, options))
  return app.use(endware({ onFailure: () => undefined }).fallback())
}

export const app = appOf()
export const textAt = async (path: string, at = app) => (await request(at).get(path).buffer(true).expect(200)).text

/** Returns the document with one operation. */
export function documentOf(operation: object, others: Partial<OpenApiDocument> = {}): OpenApiDocument {
  const get = { operationId: 'read', responses: { 200: { description: 'It' } }, ...operation }
  return { ...sample, paths: { '/x/{id}': { get } }, ...others }
}
