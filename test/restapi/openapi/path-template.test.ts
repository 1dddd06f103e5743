import { expect, test } from '@jest/globals'
import { joinPaths, pathTemplates } from '../../../restapi/src/openapi/path-template.js'

test.each([
  ['/', ['/']],
  ['/products/:id', ['/products/{id}']],
  ['/a/:b/c/:d', ['/a/{b}/c/{d}']],
  ['/:from-:to.json', ['/{from}-{to}.json']],
  ['/files/*rest', ['/files/{rest}']],
  ['/files{/:name}', ['/files/{name}', '/files']],
  ['/a{/:b}{/:c}', ['/a/{b}/{c}', '/a/{b}', '/a/{c}', '/a']],
  ['/old/:id(\\d+)', ['/old/{id}']],
  ['/old/:id?', ['/old/{id}', '/old']],
])('%s', (path, templates) => {
  expect(pathTemplates(path).map((template) => template.path)).toEqual(templates)
})

test('parameters keep their pattern, and those that take the rest are known', () => {
  expect(pathTemplates('/:id(\\d+)/*rest')[0]?.parameters).toEqual([
    { name: 'id', pattern: '\\d+', wildcard: false },
    { name: 'rest', pattern: undefined, wildcard: true },
  ])
})

test.each(['/a(b)?', '/a+', '/[a]'])('%s has no template', (path) => {
  expect(() => pathTemplates(path)).toThrow(TypeError)
})

test.each([
  ['', '/a', '/a'],
  ['/', '/a', '/a'],
  ['/v1', '/', '/v1'],
  ['/v1/', '/a/', '/v1/a'],
  ['', '/', '/'],
])('%j and %j make %j', (mount, path, joined) => {
  expect(joinPaths(mount, path)).toBe(joined)
})
