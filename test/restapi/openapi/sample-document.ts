import { endware, noContent } from '@endware/restapi'
import { type OpenApiDocument, type OpenApiOptions, openapi } from '@endware/restapi/openapi'
import { Router } from 'express'
import { sampleRoutes } from './sample.js'

export const info = { title: 'Things', version: '1' }

/** Returns a new document of the sample. */
export function sampleDocument(): OpenApiDocument {
  return openapi(
    { '/v1': sampleRoutes() },
    {
      info,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      failures: [429],
      headers: { 'x-request-id': { required: true } },
    },
  )
}

/** Returns the part of a document at a path of names, with references resolved. */
export function at(of: OpenApiDocument, ...names: readonly (string | number)[]): Record<string, unknown> {
  let node: unknown = of
  for (const name of names) {
    node = followed((node as Record<string, unknown>)[name], of)
    if (node === undefined) throw new Error(`nothing at ${names.join(' ')}`)
  }
  return node as Record<string, unknown>
}

export function followed(node: unknown, of: OpenApiDocument): unknown {
  const { $ref } = (node ?? {}) as { readonly $ref?: string }
  return $ref === undefined ? node : at(of, ...$ref.slice(2).split('/'))
}

/** Returns the document of one GET route. */
export function documentOf(contract: object, options: Partial<OpenApiOptions> = {}, api = endware()): OpenApiDocument {
  const routes = api.routes(Router())
  routes.get('/x', { operationId: 'x', ...contract }, () => noContent() as never)
  return openapi(routes, { info, ...options })
}
