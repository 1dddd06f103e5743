import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { at, documentOf } from './sample-document.js'

describe('documented header fields', () => {
  test('openapi() refuses a header field that is neither standard nor described', () => {
    expect(() => documentOf({ responses: { 200: { schema: null, headers: { 'X-Own': true } } } })).toThrow(
      /must describe the header field X-Own/,
    )
    const described = {
      responses: { 200: { schema: null, headers: { 'X-Own': { description: 'Ours', schema: z.int() } } } },
    }
    expect(at(documentOf(described), 'paths', '/x', 'get', 'responses', 200, 'headers', 'X-Own')).toMatchObject({
      description: 'Ours',
      schema: { type: 'integer' },
    })
  })

  test('Location, ETag and Deprecation are documented from the contract', () => {
    const headersOf = (contract: object, status: number | string) =>
      Object.keys(at(documentOf(contract), 'paths', '/x', 'get', 'responses', status, 'headers'))
    expect(headersOf({ responses: { 201: null } }, 201)).toEqual(['Vary', 'Location'])
    expect(headersOf({ responses: { 303: null } }, 303)).toEqual(['Vary', 'Location'])
    expect(headersOf({ etag: 'content', responses: { 200: z.string() } }, 200)).toEqual(['Vary', 'ETag'])
    expect(headersOf({ etag: 'content', responses: { 200: z.string() } }, 304)).toEqual(['Vary', 'ETag'])
    const deprecated = { deprecated: { since: '2026-01-01', sunset: '2027-01-01' }, responses: { 204: null } }
    expect(headersOf(deprecated, 204)).toEqual(['Deprecation', 'Sunset', 'Vary'])
    expect(headersOf(deprecated, 400)).toEqual(['Deprecation', 'Sunset', 'Vary'])
    expect(headersOf(deprecated, 'default')).toEqual(expect.arrayContaining(['Deprecation', 'Sunset', 'Vary', 'Allow']))
  })
})
