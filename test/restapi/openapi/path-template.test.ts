import { endware } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { Router as Router4 } from 'express4'
import fc from 'fast-check'
import { joinPaths, pathTemplates } from '../../../restapi/src/openapi/path-template.js'
import { info } from './sample-document.js'

const newest: readonly [path: string, templates: readonly string[]][] = [
  ['/', ['/']],
  ['/products/:id', ['/products/{id}']],
  ['/products/:"product-id"/reviews', ['/products/{product-id}/reviews']],
  ['/:"say \\"hi\\""', ['/{say "hi"}']],
  ['/a/:b/c/:d', ['/a/{b}/c/{d}']],
  ['/:from-:to.json', ['/{from}-{to}.json']],
  ['/:a:b', ['/{a}{b}']],
  ['/:café/:$/:_1/:ключ', ['/{café}/{$}/{_1}/{ключ}']],
  ['/v1\\:run/:id', ['/v1:run/{id}']],
  ['/f\\(x\\)/\\*/\\+', ['/f(x)/*/+']],
  ['/files/*rest', ['/files/{rest}']],
  ['/*"the rest"/end', ['/{the rest}/end']],
  ['/files{/:name}', ['/files/{name}', '/files']],
  ['{/:name}', ['/{name}', '/']],
  ['/{:pre}baz', ['/{pre}baz', '/baz']],
  ['/a{b{c{d}}}', ['/abcd', '/abc', '/ab', '/a']],
  ['/a{/:b}{/:c}', ['/a/{b}/{c}', '/a/{b}', '/a/{c}', '/a']],
  ['/a{.:ext}/z', ['/a.{ext}/z', '/a/z']],
  ['/a/', ['/a']],
]

test.each(newest)('the path %s of Express 5 has these templates', (path, templates) => {
  expect(pathTemplates(path).map((template) => template.path)).toEqual(templates)
})

const older: readonly [path: string, templates: readonly string[]][] = [
  ['/old/:id(\\d+)', ['/old/{id}']],
  ['/old/:id?', ['/old/{id}', '/old']],
  ['/old/:a.:ext?', ['/old/{a}.{ext}', '/old/{a}']],
  ['/all/*', ['/all/{0}']],
  ['/*/and/*', ['/{0}/and/{1}']],
  ['/colou?r', ['/colour', '/color']],
  ['/up(load)?/:id', ['/upload/{id}', '/up/{id}']],
  ['/v1\\:run', ['/v1:run']],
]

test.each(older)('the path %s of Express 4 has these templates', (path, templates) => {
  expect(pathTemplates(path, 'express4').map((template) => template.path)).toEqual(templates)
})

test('a parameter of Express 4 has its pattern, and a wildcard is marked', () => {
  expect(pathTemplates('/:id(\\d+)/*', 'express4')[0]?.parameters).toEqual([
    { name: 'id', pattern: '\\d+', wildcard: false },
    { name: '0', pattern: undefined, wildcard: true },
  ])
})

test.each(['/a+', '/[a]', '/a(b|c)', '/:a+', '/:a*', '/\\d', '/(\\d+)', '/a(b', '/:id((a|b))'])(
  'the path %s of Express 4 is refused with a reason',
  (path) => {
    expect(() => pathTemplates(path, 'express4')).toThrow(/^OpenAPI has no template for the path .+: ./)
  },
)

test.each([
  '/a(b)?',
  '/a+',
  '/[a]',
  '/:',
  '/*',
  '/:"',
  '/:""',
  '/a{b',
  '/a}b',
  '/a\\',
  '/:a/:a',
  '/:"{x}"',
  '{a}'.repeat(9),
])('the path %s of Express 5 is refused with a reason', (path) => {
  expect(() => pathTemplates(path)).toThrow(/^OpenAPI has no template for the path .+: ./)
})

test.each([
  ['/café', '/caf%C3%A9'],
  ['/a b', '/a%20b'],
  ['/\\?', '/%3F'],
  ['/\\{x\\}', '/%7Bx%7D'],
])('the path %s is refused, and the message says to write %s', (path, encoded) => {
  expect(() => pathTemplates(path)).toThrow(`percent-encoded; write it as '${encoded}'`)
})

test.each([
  ['', '/a', '/a'],
  ['/', '/a', '/a'],
  ['/v1', '/', '/v1'],
  ['/v1/', '/a', '/v1/a'],
  ['', '/', '/'],
  ['/v1', '{/:id}', '/v1{/:id}'],
  ['/v1', '*rest', '/v1/*rest'],
])('joinPaths(%j, %j) returns %j', (mount, path, joined) => {
  expect(joinPaths(mount, path)).toBe(joined)
})

describe('a request for a filled template reaches its route', () => {
  const text = fc.stringMatching(/^[a-z]{1,3}$/)
  const name = fc.oneof(fc.stringMatching(/^[a-z_$][a-z0-9]{0,3}$/), fc.constantFrom('é', 'имя', '名'))
  const escaped = fc.constantFrom('\\:', '\\*', '\\(', '\\)', '\\+', '\\!', '\\[', '\\]')
  const separator = fc.constantFrom('/', '-', '.', '~')
  const parameter = fc.oneof(
    name.map((each) => `:${each}`),
    fc.stringMatching(/^[a-z][a-z -]{0,3}$/).map((each) => `:"${each}"`),
  )
  const part = fc.oneof(
    text,
    escaped,
    fc.tuple(separator, parameter).map(([before, each]) => before + each),
  )
  const group = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => `{/${parts.join('')}}`)
  const newer = fc
    .array(fc.oneof({ weight: 3, arbitrary: part }, group), { minLength: 1, maxLength: 5 })
    .map((parts) => `/${parts.join('')}`)
  const oldPart = fc.oneof(
    text,
    fc
      .tuple(
        separator,
        name.filter((each) => /^\w+$/.test(each)),
        fc.constantFrom('', '?', '(\\w+)', '(\\w+)?'),
      )
      .map(([before, each, after]) => `${before === '/' ? '/' : '.'}:${each}${after}`),
    text.map((each) => `-(${each})?`),
    text.map((each) => `${each}?`),
    fc.constantFrom('\\:', '/*'),
  )
  const old = fc.array(oldPart, { minLength: 1, maxLength: 5 }).map((parts) => `/x${parts.join('')}`)

  test.each([
    ['Express 5', newer, () => Router() as never, 'express5'],
    ['Express 4', old, () => Router4() as never, 'express4'],
  ] as const)('every template of a path of %s matches its route', (_, paths, router, grammar) => {
    fc.assert(
      fc.property(paths, (path) => {
        let templates: readonly { readonly path: string }[]
        try {
          templates = pathTemplates(path, grammar)
        } catch (error) {
          expect(String(error)).toMatch(/two parameters are named/)
          return
        }
        for (const template of templates) expect([path, routed(router(), path, template.path)]).toEqual([path, true])
      }),
      { numRuns: 400 },
    )
  })

  /** Reports whether a request for the filled template reaches the route of this path. */
  function routed(router: Router, path: string, template: string): boolean {
    let found = false
    router.get(path, () => {
      found = true
    })
    const url = encodeURI(template.replace(/\{[^}]*\}/g, '7'))
      .replace(/%5B/g, '[')
      .replace(/%5D/g, ']')
    router({ url, method: 'GET' } as never, {} as never, () => undefined)
    return found
  }
})

describe('openapi() with nested routers', () => {
  const pathsOf = (routes: Parameters<typeof openapi>[0]) => Object.keys(openapi(routes, { info }).paths)

  test.each([
    ['5', Router],
    ['4', Router4 as never as typeof Router],
  ])('routers of Express %s are documented where they are mounted', (_, make) => {
    const api = endware()
    const [outer, middle, inner] = [make(), make(), make()].map((router) => api.routes(router as Router))
    if (outer === undefined || middle === undefined || inner === undefined) throw new Error('a router is missing')
    outer.use('/shops/:shop', (_request, _response, next) => next(), middle)
    middle.get('/before', () => 1)
    middle.use('/products', inner)
    outer.get('/after', () => 1)
    inner.get('/:id', () => 1) // after it was mounted
    expect(pathsOf(outer)).toEqual(['/shops/{shop}/before', '/shops/{shop}/products/{id}', '/after'])
    expect(pathsOf({ '/v1': outer })[0]).toBe('/v1/shops/{shop}/before')
  })

  test('a router without a path or with several is documented at each', () => {
    const api = endware()
    const [outer, root, twice] = [api.routes(Router()), api.routes(Router()), api.routes(Router())]
    root.get('/root', () => 1)
    twice.get('/x', () => 1)
    outer.use(root)
    outer.use(['/a', '/b'], twice)
    expect(pathsOf(outer)).toEqual(['/root', '/a/x', '/b/x'])
  })

  test('a plain router that hides operations is refused', () => {
    const api = endware()
    const [outer, hidden] = [api.routes(Router()), api.routes(Router())]
    hidden.get('/x', () => 1)
    outer.use('/plain', Router().use('/y', hidden))
    expect(() => openapi(outer, { info })).toThrow(/GET \/x is within a plain router/)
  })

  test('a router mounted at a regular expression is refused', () => {
    const api = endware()
    const [outer, inner] = [api.routes(Router()), api.routes(Router())]
    inner.get('/x', () => 1)
    outer.use(/^\/a|b/, inner)
    expect(() => openapi(outer, { info })).toThrow(
      /GET \/x is mounted at \/\^\\\/a\|b\/, of which OpenAPI has no template/,
    )
  })

  test('a router within a mounted application is refused', async () => {
    const { default: express } = await import('express')
    const api = endware()
    const [outer, inner] = [api.routes(Router()), api.routes(Router())]
    inner.get('/x', () => 1)
    outer.use('/app', express().use(inner))
    expect(() => openapi(outer, { info })).toThrow(/GET \/x is within a plain router/)
  })
})
