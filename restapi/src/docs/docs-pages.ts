import type { ServerResponse } from 'node:http'
import { pathOf } from '../http/exchange.js'
import type { Handler, HttpRequest } from '../http/http.js'
import type { OpenApiDocument } from '../openapi/document-objects.js'
import { methodNotAllowed } from '../outcomes/client-errors.js'
import { checkOptions } from '../values/check-options.js'
import { checkOptionalText, describeValue } from '../values/check-value.js'
import { docsPage, type Site } from './docs-page.js'
import { docsScript } from './docs-script.js'
import { docsStylesheet } from './docs-stylesheet.js'
import { referenceOf } from './reference.js'
import { contentHash, StoredFile } from './stored-file.js'
import { yamlText } from './yaml-text.js'

/**
 * Options of {@link docsPages}.
 *
 * @example
 * const options: DocsOptions = { title: 'The shop', home: '/products' }
 * const reference = openapi(routes, { info: { title: 'Shop', version: '1.0.0' } })
 * app.use('/docs', docsPages(reference, options))
 */
export interface DocsOptions {
  /** Title of the pages. @default `API reference` */
  readonly title?: string
  /** Target of the link with the name of the API at the top of each page, such as `/`. @default no such link */
  readonly home?: string
  /**
   * URL that the paths of the document follow: a path on the same server, or an `http` or `https` URL. Requests are sent there, and code names
   * it. @default the first server of the document whose URL is a path, else `/`
   */
  readonly server?: string
}

/**
 * Returns the handler of a reference for people, made of the OpenAPI document: an overview, a page for each operation with a form that sends
 * requests, and the document as `openapi.json` and `openapi.yaml`. Mount it on a path of its own. It loads nothing from other hosts, and its
 * `Content-Security-Policy` replaces that of the application.
 *
 * @param document the document, or a function that returns it; it is called once, at the first request
 * @throws TypeError for a wrong option, and for a document that is not of OpenAPI 3.0, 3.1 or 3.2
 * @example
 * app.use('/docs', docsPages(openapi({ '/': routes }, { info: { title: 'Lamps', version: '1.0.0' } }), { home: '/' }))
 */
export function docsPages(document: OpenApiDocument | (() => OpenApiDocument), options: DocsOptions = {}): Handler {
  checkOptions('docsPages()', options, ['title', 'home', 'server'])
  if (typeof document !== 'function') checkDocument(document)
  for (const name of ['title', 'home', 'server'] as const) checkOptionalText(`docsPages: ${name}`, options[name])
  if (options.server !== undefined && !isServer(options.server))
    throw new TypeError(
      `docsPages: server must be a path or an http URL, such as /v1; got ${describeValue(options.server)}`,
    )
  let files: DocsFiles | undefined
  return (request, response, next) => {
    try {
      files ??= new DocsFiles(typeof document === 'function' ? checkDocument(document()) : document, options)
      if (!answered(request, response, files, next)) next?.()
    } catch (error) {
      if (next === undefined) throw error
      next(error)
    }
  }
}

/** Returns the document if it is one of OpenAPI 3.0, 3.1 or 3.2. @throws TypeError for anything else, such as Swagger 2.0 */
function checkDocument(document: OpenApiDocument): OpenApiDocument {
  if (typeof document !== 'object' || document === null)
    throw new TypeError(
      `docsPages: the document must be the object that openapi() returns; got ${describeValue(document)}`,
    )
  const { openapi, swagger } = document as { readonly openapi?: unknown; readonly swagger?: unknown }
  if (typeof openapi !== 'string' || !/^3\.[012]\.\d/.test(openapi)) {
    const found = swagger === undefined ? `openapi: ${describeValue(openapi)}` : `swagger: ${describeValue(swagger)}`
    throw new TypeError(`docsPages: the document must be of OpenAPI 3.0, 3.1 or 3.2; got one with ${found}`)
  }
  return document
}

/** Answers a request for a file of the reference. Returns `false` if there is no such file. */
function answered(
  request: HttpRequest,
  response: ServerResponse,
  files: DocsFiles,
  next: ((error?: unknown) => void) | undefined,
): boolean {
  const { method = 'GET', url = '/', originalUrl = url } = request
  const name = pathOf({ url }).slice(1)
  const file = files.named(name)
  if (file === undefined) {
    if (next !== undefined) return false
    response.writeHead(404, { 'Content-Length': 0 }).end()
    return true
  }
  if (method !== 'GET' && method !== 'HEAD') return refused(response, next)
  for (const [field, value] of files.fields) response.setHeader(field, value)
  const shown = pathOf({ url: originalUrl })
  if (name === '' && !shown.endsWith('/')) redirect(response, `./${shown.slice(shown.lastIndexOf('/') + 1)}/`)
  else file.answer(request, response)
  return true
}

/** Passes a 405 to the error handlers, so that it has the envelope of the application. */
function refused(response: ServerResponse, next: ((error?: unknown) => void) | undefined): true {
  const Allow = 'GET, HEAD'
  if (next === undefined) response.writeHead(405, { Allow, 'Content-Length': 0 }).end()
  else next(methodNotAllowed('the reference can only be read').withHeader('Allow', Allow))
  return true
}

/** Sends the client to the same path with a slash at its end: relative links of the page need it. */
function redirect(response: ServerResponse, target: string): void {
  response.writeHead(301, { Location: target, 'Content-Length': 0 }).end()
}

/** The files of a reference by their names. Pages are made when they are first asked for. */
class DocsFiles {
  /** Header fields of every answer, a 304 included: a browser replaces the policy that it has stored. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly #site: Site
  readonly #makers: ReadonlyMap<string, () => StoredFile>
  readonly #files = new Map<string, StoredFile>()

  constructor(document: OpenApiDocument, options: DocsOptions) {
    const reference = referenceOf(document)
    const local = document.servers?.find(({ url }) => /^\/(?!\/)/.test(url))?.url
    const server = options.server ?? local ?? '/'
    const stylesheet = `docs-${contentHash(docsStylesheet)}.css`
    const script = `docs-${contentHash(docsScript)}.js`
    this.#site = {
      reference,
      title: options.title ?? 'API reference',
      home: options.home,
      server,
      stylesheet,
      script,
    }
    this.fields = [
      ['Content-Security-Policy', policyFor(server)],
      ['Referrer-Policy', 'no-referrer'],
      ['X-Content-Type-Options', 'nosniff'],
    ]
    this.#makers = new Map([
      ['', () => new StoredFile(docsPage(this.#site).toString(), 'text/html')],
      ['openapi.json', () => new StoredFile(JSON.stringify(document, null, 2), 'application/json')],
      ['openapi.yaml', () => new StoredFile(yamlText(JSON.parse(JSON.stringify(document))), 'application/yaml')],
      [stylesheet, () => new StoredFile(docsStylesheet, 'text/css', true)],
      [script, () => new StoredFile(docsScript, 'text/javascript', true)],
      ...[...reference.operations].map(
        ([key, operation]) =>
          [key, () => new StoredFile(docsPage(this.#site, operation).toString(), 'text/html')] as const,
      ),
    ])
  }

  named(name: string): StoredFile | undefined {
    const known = this.#files.get(name)
    const file = known ?? this.#makers.get(name)?.()
    if (known === undefined && file !== undefined) this.#files.set(name, file)
    return file
  }
}

/** Returns the policy of the pages: scripts and styles of this server, requests to it and to the server of the API, and nothing else. */
function policyFor(server: string): string {
  const other = /^https?:/i.test(server) ? ` ${new URL(server).origin}` : ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'img-src data:',
    `connect-src 'self'${other}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

function isServer(url: string): boolean {
  return /^\/(?!\/)/.test(url) || (/^https?:\/\//i.test(url) && URL.canParse(url))
}
