import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { type Endware, ok, type Routes } from '@endware/restapi'
import express, { Router } from 'express'
import { docsPage, docsScript, docsStyle } from './docs-page.js'
import { verbatim } from './verbatim.js'

const require = createRequire(import.meta.url)
const { version }: { readonly version: string } = require('swagger-ui-dist/package.json')

/** The path of the viewer's files. It contains the version, so that browsers may cache the files forever. */
const viewer = `/docs/swagger-ui-${version}`
const viewerFiles = new Set(['/swagger-ui-bundle.js', '/swagger-ui.css', '/favicon-32x32.png'])

/** Scripts and styles from this service alone, and requests to nobody else. The images are those within the stylesheet. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';')

/** `/docs`: every operation of the service to read and to try, in Swagger UI; nothing comes from elsewhere. */
export function docsRoutes(api: Endware): readonly [Routes<Router>, Router] {
  const routes = api.routes(Router())
  const page = kept(docsPage(viewer, '/docs')).withHeader('Content-Security-Policy', contentSecurityPolicy)
  const script = kept(docsScript)
  const style = kept(docsStyle)
  routes.get('/docs', { codecs: [verbatim('html', 'text/html')], etag: 'content' }, () => page)
  routes.get('/docs/docs.js', { codecs: [verbatim('javascript', 'text/javascript')], etag: 'content' }, () => script)
  routes.get('/docs/docs.css', { codecs: [verbatim('css', 'text/css')], etag: 'content' }, () => style)
  return [routes, viewerRoutes()]
}

/** Returns a text that browsers cache and revalidate. */
function kept(text: string) {
  return ok(text).withHeader('Cache-Control', 'no-cache')
}

/** Those files of the viewer that the page needs. */
function viewerRoutes(): Router {
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'))
  const files = express.static(folder, { index: false, redirect: false, immutable: true, maxAge: '365d' })
  return Router().use(viewer, (request, response, next) => {
    if (viewerFiles.has(request.path)) files(request, response, next)
    else next()
  })
}
