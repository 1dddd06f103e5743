import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { FreshFolder, project, tarball } from './fresh-folder.js'

// The recipes of the cookbook for other frameworks, run with the packed library and the frameworks themselves.

const cookbook = readFileSync(join(project, 'docs/guide/cookbook.md'), 'utf8')

/** Returns the program of a section of the cookbook. */
const recipe = (title: string): string => {
  const section = cookbook.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? ''
  return /^```js\n(.*?)^```$/ms.exec(section)?.[1] ?? ''
}

const nest = new FreshFolder()
const next = new FreshFolder()
const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
const own = [`express@${dependencies.express}`, `zod@${dependencies.zod}`]

beforeAll(async () => {
  const ofNest = ['core', 'common', 'platform-express'].map((name) => `@nestjs/${name}@11.2.10`)
  await Promise.all([
    nest.install(tarball, ...own, ...ofNest, 'reflect-metadata@0.2.2', 'rxjs@7.8.2'),
    // The compilers and React are optional for its resolver of API routes, and heavy.
    next.install(tarball, ...own, 'next@15.5.29', '--omit=optional', '--legacy-peer-deps', '--ignore-scripts'),
  ])
})
afterAll(() => {
  for (const folder of [nest, next]) folder.remove()
})

/** A program that sends requests to `url` and prints status, content and `Allow` of each answer. */
const asking = (requests: readonly (readonly [path: string, init?: object])[]): string => `
const answers = []
for (const [path, init] of ${JSON.stringify(requests)}) {
  const response = await fetch(url + path, init)
  const content = (await response.text()).replace(/"timestamp":"[^"]*"/, '"timestamp":"now"')
  answers.push([response.status, content, response.headers.get('allow')].filter((each) => each !== null))
}
console.log(JSON.stringify(answers))
process.exit()
`

const asXml = { headers: { accept: 'application/xml' } }
const lampAsXml = '<?xml version="1.0" encoding="UTF-8"?><response><id>1</id><name>Lamp</name></response>'
const noLamp = (path: string): string =>
  `{"status":404,"error":"Not Found","message":"no such lamp","path":"${path}","timestamp":"now"}`

test('the recipe for NestJS answers beside the controllers of Nest', async () => {
  nest.write('nest.mjs', recipe('NestJS'))
  const body = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"id":7,"name":"Sun"}' }
  const requests = [['/lamps/1', asXml], ['/lamps', body], ['/lamps/7'], ['/lamps/8'], ['/none']] as const
  nest.write(
    'run.mjs',
    `process.env.PORT = '0'
const { app } = await import('./nest.mjs')
const url = 'http://localhost:' + app.getHttpServer().address().port
${asking(requests)}`,
  )
  expect(await nest.run('run.mjs')).toEqual([
    [200, lampAsXml],
    [201, '{"id":7,"name":"Sun"}'],
    [200, '{"id":7,"name":"Sun"}'],
    [404, noLamp('/lamps/8')],
    [404, '{"message":"Cannot GET /none","error":"Not Found","statusCode":404}'],
  ])
})

test('the recipe for Next.js answers a route of the Pages API', async () => {
  next.write('route.mjs', recipe('Next.js'))
  const body = { method: 'PUT', headers: { 'content-type': 'application/xml' }, body: '<x><name>Sun</name></x>' }
  const requests = [
    ['/api/lamps/1', asXml],
    ['/api/lamps/7?from=a', body],
    ['/api/lamps/8'],
    ['/api/lamps/1', { method: 'DELETE' }],
  ] as const
  next.write(
    'run.mjs',
    `import { once } from 'node:events'
import { createServer } from 'node:http'
import resolver from 'next/dist/server/api-utils/node/api-resolver.js'
import * as route from './route.mjs'

const context = { previewModeId: 'x', previewModeEncryptionKey: 'x', previewModeSigningKey: 'x' }
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://x')
  const query = { ...Object.fromEntries(searchParams), id: pathname.split('/').at(-1) }
  resolver.apiResolver(request, response, query, route, context, false)
}).listen(0)
await once(server, 'listening')
const url = 'http://localhost:' + server.address().port
${asking(requests)}`,
  )
  expect(await next.run('run.mjs')).toEqual([
    [200, lampAsXml],
    [201, '{"id":7,"name":"Sun"}'],
    [404, noLamp('/api/lamps/8')],
    [405, '{"status":405,"error":"Method Not Allowed","path":"/api/lamps/1","timestamp":"now"}', 'GET, HEAD, PUT'],
  ])
})
