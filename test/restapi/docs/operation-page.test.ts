import { describe, expect, test } from '@jest/globals'
import { appOf, documentOf, sample, textAt } from './docs-app.js'

describe('the page of an operation', () => {
  test('required fields hold examples, other fields suggest them', async () => {
    const parameters = [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: 'a "b"' },
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, default: 20 } },
      { name: 'sort', in: 'query', required: true, schema: { enum: ['up', 'down'], default: 'down' } },
      { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } },
      { name: 'format', in: 'query', schema: { type: 'string' }, 'x-format-parameter': true },
      { name: 'session', in: 'cookie', required: true, schema: { type: 'string' } },
    ]
    const text = await textAt('/docs/read', appOf(documentOf({ parameters })))
    expect(text).toMatch(/<input [^>]*name="id"[^>]* required [^>]*value="a &quot;b&quot;"/)
    expect(text).toMatch(/<input [^>]*name="limit"[^>]* value="" placeholder="20"/)
    expect(text).toMatch(/<select [^>]*name="sort"[^>]*><option>up<\/option><option selected>down<\/option>/)
    expect(text).toMatch(/<input [^>]*name="If-Match"[^>]* value="\*"/)
    expect(text).not.toMatch(/name="(?:format|session)"/)
  })

  test('the formats of successful answers can be asked for, streams included', async () => {
    const text = await textAt('/docs/listThings')
    const options = /<select id="accept">(.*?)<\/select>/.exec(text)?.[1]
    expect([...String(options).matchAll(/<option>([^<]*)/g)].map(([, type]) => type)).toEqual([
      'application/json',
      'application/xml',
      'application/x-ndjson',
      'text/csv',
      'text/event-stream',
    ])
  })

  test('each status is a tab with its formats; those under default are named', async () => {
    const text = await textAt('/docs/listThings')
    const { responses } = sample.paths['/v1/things']?.get ?? {}
    const tabs = [...text.matchAll(/<section data-tab="(\d+|default)">/g)].map(([, status]) => status)
    expect(tabs).toEqual(Object.keys(responses ?? {}))
    expect(text).toMatch(/data-tab="default">(?:.|\n)*?<p>40[^<]*429/)
  })

  test.each([
    [{ type: 'http', scheme: 'bearer' }, 'bearer', ''],
    [{ type: 'http', scheme: 'Basic' }, 'basic', ''],
    [{ type: 'oauth2', flows: {} }, 'bearer', ''],
    [{ type: 'openIdConnect', openIdConnectUrl: 'https://a.example' }, 'bearer', ''],
    [{ type: 'apiKey', in: 'header', name: 'X-Key' }, 'header', 'X-Key'],
    [{ type: 'apiKey', in: 'query', name: 'key' }, 'query', 'key'],
  ])('a scheme %j has a field for its secret', async (scheme, place, name) => {
    const components = { ...sample.components, securitySchemes: { one: scheme } }
    const text = await textAt('/docs/read', appOf(documentOf({ security: [{ one: [] }] }, { components })))
    expect(text).toContain(`type="password" autocomplete="off"`)
    expect(text).toContain(`data-credential="${place}" data-name="${name}" data-scheme="one"`)
    expect(await textAt('/docs/read', appOf(documentOf({ security: [] }, { components })))).not.toContain('password')
  })

  test('a QUERY is an operation, in OpenAPI 3.1 and 3.2', async () => {
    for (const name of ['x-query', 'query']) {
      const object = { operationId: 'search', summary: 'Search', responses: {} }
      const text = await textAt('/docs/search', appOf({ ...sample, paths: { '/x': { [name]: object } } }))
      expect(text).toContain('data-method="QUERY"')
    }
  })

  test('a form with files is described, not sent', async () => {
    const schema = { type: 'object', properties: { photo: { type: 'string', description: 'A photo' } } }
    const requestBody = { required: true, content: { 'multipart/form-data': { schema } } }
    const text = await textAt('/docs/read', appOf(documentOf({ requestBody })))
    expect(text).toContain('does not send forms with files')
    expect(text).toContain('A photo')
    expect(text).not.toContain('<textarea')
  })

  test('operations stand under the title of their tag', async () => {
    for (const title of [{ summary: 'All lamps' }, { 'x-displayName': 'All lamps' }]) {
      const tags = [{ name: 'lamps', ...title }]
      expect(await textAt('/docs/', appOf(documentOf({ tags: ['lamps'] }, { tags })))).toContain('<h2>All lamps</h2>')
    }
  })

  test('a cookie cannot be set by a script, so it has no field', async () => {
    const components = { ...sample.components, securitySchemes: { one: { type: 'apiKey', in: 'cookie', name: 'a' } } }
    const text = await textAt('/docs/read', appOf(documentOf({ security: [{ one: [] }] }, { components })))
    expect(text).not.toContain('password')
  })

  test('a schema that contains itself ends, and its members have their bounds', async () => {
    const Tree = {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', maxLength: 7, description: 'Its `name`' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    }
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } }
    const components = { ...sample.components, schemas: { Tree } }
    const text = await textAt(
      '/docs/read',
      appOf(documentOf({ responses: { 200: { description: 'It', content } } }, { components })),
    )
    expect(text).toContain('array of Tree, optional')
    expect(text).toContain('as above')
    expect(text).toContain('Its <code>name</code>')
    expect(text).toContain('greatest length <code>7</code>')
  })

  test('text of the document stays text', async () => {
    const hostile = '<script>alert(1)</script>"\'&'
    const document = documentOf(
      { summary: hostile, description: hostile, operationId: hostile, tags: [hostile] },
      { info: { title: hostile, version: hostile } },
    )
    const paths = ['/docs/', '/docs/-script-alert-1-script-']
    for (const path of paths) {
      const text = await textAt(path, appOf(document, { title: hostile }))
      expect(text).not.toContain('<script>')
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
    }
  })
})
