import { type Codec, type Contract, csv, endware, html, json, ndjson, xml } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { info } from './sample-document.js'

const yaml: Codec = { name: 'yaml', mediaTypes: ['application/yaml'], encode: String }

describe('component names', () => {
  const contracts: readonly Contract[] = [
    {},
    { codecs: [json(), xml(), ndjson(), csv(), html()] },
    { codecs: [json()] },
    { codecs: [yaml, json(), html()], etag: 'content' },
    { responses: { 200: { schema: z.string(), headers: { 'cache-control': true, etag: true } } } },
    { responses: { 200: { schema: z.string(), headers: { Link: { description: 'One of them' } } } } },
    { responses: { 200: { schema: z.string(), headers: { Link: { description: 'All of them' } } } } },
  ]
  const namesOf = (ordered: readonly Contract[]) => {
    const api = endware({ codecs: [json(), xml(), html()], formatParameter: 'format' })
    const routes = api.routes(Router())
    for (const contract of ordered) {
      routes.get(
        `/${contracts.indexOf(contract)}/:id`,
        { responses: { 200: z.string() }, ...contract },
        () => '' as never,
      )
    }
    return Object.entries(openapi(routes, { info, pages: true }).components).map(([kind, all]) => [
      kind,
      Object.keys(all),
    ])
  }

  test('names of components do not depend on the order of the operations', () => {
    const names = namesOf(contracts)
    expect(namesOf(contracts.toReversed())).toEqual(names)
    expect(Object.fromEntries(names)).toMatchObject({
      parameters: ['Format', 'FormatInJson', 'FormatInYamlJsonHtml', 'FormatWithNdjsonCsv', 'IfMatch', 'IfNoneMatch'],
      responses: expect.arrayContaining(['BadRequest', 'NotFound', 'NotFoundInJson', 'NotModifiedWithCacheControl']),
    })
    expect(JSON.stringify(names)).not.toMatch(/[a-z]\d"/)
  })
})
