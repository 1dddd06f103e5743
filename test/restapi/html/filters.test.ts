import { endware, html, json, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import request from 'supertest'
import { z } from 'zod'
import { faultsOf, type ParsedPage, parsePage } from '../../support/parsed-page.js'

const api = endware({ codecs: [json(), html()], formatParameter: 'as', onFailure: () => undefined })
const routes = api.routes(Router())
const query = z.strictObject({
  town: z.string().min(1).optional().meta({ title: 'Town <of>' }),
  sort: z.enum(['name', '-name']).default('name'),
  limit: z.int().optional(),
  most: z.number().optional(),
  lit: z.boolean().optional(),
  since: z.iso.date().optional(),
  tag: z.array(z.string()).optional(),
  after: z
    .string()
    .optional()
    .meta({ html: { filter: false } }),
})
routes.get('/lamps', { query }, ({ query: given }) => ok([given]))
routes.get('/needed', { query: z.object({ of: z.string() }) }, () => [])
routes.get('/lists', { query: z.object({ tag: z.array(z.string()).optional() }) }, () => [])
routes.get('/open', ({ query: given }) => given)
const app = express().use(routes).use(api.fallback())

async function pageAt(path: string, status = 200): Promise<ParsedPage> {
  const { text } = await request(app).get(path).set('Accept', 'text/html').expect(status)
  const page = parsePage(text)
  expect(faultsOf(page)).toEqual([])
  return page
}
const fieldsOf = (page: ParsedPage): (readonly [tag: string, name: string | undefined, value: string | undefined])[] =>
  page.elements
    .filter(({ attributes }) => attributes.has('name') && attributes.get('name') !== 'viewport')
    .filter(({ name }) => name === 'input' || name === 'select')
    .map(({ name, attributes }) => [name, attributes.get('name'), attributes.get('value')])

describe('the form of filters', () => {
  test('has a field for each scalar of the query, filled with what was asked for', async () => {
    const page = await pageAt('/lamps?town=%3CLeuven%3E&sort=-name&tag=a&tag=b&after=x&as=html')
    expect(fieldsOf(page)).toEqual([
      ['input', 'as', 'html'],
      ['input', 'tag', 'a'],
      ['input', 'tag', 'b'],
      ['input', 'town', '<Leuven>'],
      ['select', 'sort', undefined],
      ['input', 'limit', ''],
      ['input', 'most', ''],
      ['select', 'lit', undefined],
      ['input', 'since', ''],
    ])
    const chosen = page.find('option').filter(({ attributes }) => attributes.has('selected'))
    expect(chosen.map(({ text }) => text)).toEqual(['-name'])
    expect(page.find('label')[0]?.text.trim()).toBe('Town <of>')
    expect(page.find('a', { href: '?' })).toHaveLength(1)
  })

  test('has no link to the whole list when it shows the whole list', async () => {
    expect((await pageAt('/lamps')).find('a', { href: '?' })).toEqual([])
  })

  test('a required parameter is required', async () => {
    const page = await pageAt('/needed?of=a')
    expect(page.find('input', { name: 'of' })[0]?.attributes.has('required')).toBe(true)
  })

  test.each(['/lists', '/open'])('%s has no form', async (path) => {
    expect((await pageAt(path)).find('form')).toEqual([])
  })

  test('empty fields are absent parameters on a page, and on no other format', async () => {
    const empty = '/lamps?town=&sort=&limit=&lit=&since=&most=7'
    const page = await pageAt(empty)
    expect(page.find('td').map(({ attributes, text }) => [attributes.get('data-name'), text])).toEqual([
      ['sort', 'name'],
      ['most', '7'],
    ])
    await request(app).get(empty).set('Accept', 'application/json').expect(400)
    expect(page.find('a').map(({ attributes }) => attributes.get('href'))).toContain('?most=7&as=json')
    expect(page.find('code').map(({ text }) => text)[0]).toMatch(/\/lamps\?most=7'$/)
  })

  test('a value with an equals sign at its end is not empty', async () => {
    const { text } = await request(app).get('/open?a=b=&=&c').set('Accept', 'text/html').expect(200)
    expect(
      parsePage(text)
        .find('dt')
        .map((term) => term.text),
    ).toEqual(expect.arrayContaining(['a', 'c']))
  })
})
