import { endware, json, problem, xml } from '@endware/restapi'
import { xml2js } from '@endware/restapi/xml2js'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type BuilderOptions, parseStringPromise } from 'xml2js'
import { z } from 'zod'
import { codePoint } from '../../../support/code-point.js'
import { serve } from '../../../support/serve.js'

async function written(value: unknown, builder: BuilderOptions = {}): Promise<string> {
  const api = endware({ codecs: [xml2js({ builder: { renderOpts: { pretty: false }, headless: true, ...builder } })] })
  const { content } = await api.render(() => value, { accept: 'application/xml' })
  return String(content)
}

const Order = z.object({
  id: z.int(),
  open: z.boolean().optional(),
  tags: z.array(z.string()),
  lines: z.array(z.object({ $: z.object({ sku: z.string() }), count: z.int() })),
  address: z.object({ city: z.string().optional() }).optional(),
})

async function read(
  document: string,
  options: Parameters<typeof xml2js>[0] = {},
  schema: z.ZodType = Order,
): Promise<{ readonly status: number; readonly content: unknown }> {
  const api = endware({ codecs: [json(), xml2js(options)], limits: { bodyDepth: 8 }, onFailure: () => {} })
  const serving = await serve(api.endpoint({ body: schema }, ({ body }) => ({ body })))
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/xml', accept: 'application/json' },
    body: document,
  }
  const response = await fetch(serving.url, init)
  const content = (await response.json()) as { readonly body?: unknown; readonly message?: string }
  await serving.close()
  return { status: response.status, content: content.body ?? content.message }
}

describe("the codec on xml2js's Builder", () => {
  test.each<[what: string, value: unknown, document: string, builder?: BuilderOptions]>([
    [
      'an object',
      { a: 1, b: [true, null], c: { d: 'x' } },
      '<response><a>1</a><b>true</b><b/><c><d>x</d></c></response>',
    ],
    ['attributes and text', { a: { $: { id: 7, n: null }, _: 'x' } }, '<response><a id="7" n="">x</a></response>'],
    [
      'keys of its own',
      { a: { '@': { id: 7 }, '#': 'x' } },
      '<response><a id="7">x</a></response>',
      { attrkey: '@', charkey: '#' },
    ],
    ['a root of its own', { a: 1 }, '<order><a>1</a></order>', { rootName: 'order' }],
    ['a list', [1, 'a'], '<items><item>1</item><item>a</item></items>'],
    ['a list in a list', { a: [[1, 2], []] }, '<response><a><item>1</item><item>2</item></a><a/></response>'],
    [
      'names with a prefix',
      { 's:Body': { $: { 'xmlns:s': 'urn:s' } } },
      '<response><s:Body xmlns:s="urn:s"/></response>',
    ],
    [
      'no names',
      { '1 a': 1, 'a><evil>': 2, '?pi': 3, '#text': 4 },
      expect.stringMatching(/^<response><_x0031__x0020_a>1.*<_x003F_pi>3.*<_x0023_text>4/) as never,
    ],
    ['attributes that are no scalars', { $: { a: {} } }, '<response><_x0024_><a/></_x0024_></response>'],
    [
      'a number in the place of attributes',
      { $: 5, _: [1] },
      '<response><_x0024_>5</_x0024_><_x005F_>1</_x005F_></response>',
    ],
    ['control characters', { a: 'x\u0000\u0007y\ud800' }, '<response><a>x\ufffd\ufffdy\ufffd</a></response>'],
    ['an emoji', { a: '😀' }, '<response><a>😀</a></response>'],
    [
      'ends of sections',
      { a: ']]>]]><evil/>' },
      expect.stringMatching(/^<response><a><!\[CDATA\[/) as never,
      { cdata: true },
    ],
    [
      'what JSON makes of it',
      { a: new Date(0), b: 1n, c: undefined, d: new Map([['e', 1]]) },
      '<response><a>1970-01-01T00:00:00.000Z</a><b>1</b><d><e>1</e></d></response>',
    ],
  ])('writes %s', async (_what, value, document, builder = {}) => {
    expect(await written(value, builder)).toEqual(document)
  })

  test('writes failures and problems with the names of the library', async () => {
    const api = endware({ codecs: [xml2js({ builder: { rootName: 'order' } })] })
    const failed = await api.render(() => Promise.reject(problem({ status: 409, title: 'Sold out', left: [1, 2] })))
    expect(failed.headers['content-type']).toBe('application/problem+xml; charset=utf-8')
    expect(await parseStringPromise(String(failed.content))).toEqual({
      problem: {
        $: { xmlns: 'urn:ietf:rfc:7807' },
        type: ['about:blank'],
        status: ['409'],
        title: ['Sold out'],
        left: [{ i: ['1', '2'] }],
      },
    })
  })

  test('writes any JSON well-formed, with or without CDATA sections', async () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('$', '_', '__proto__', 'xmlns', 'a:b:c', '#text', 'xml'))
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.string({ unit: codePoint }),
        fc.constant(']]>&]]>'),
        fc.integer(),
        fc.constant(null),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('any'), { maxLength: 3 }),
      object: fc.dictionary(key, tie('any'), { maxKeys: 3 }),
    })).any
    await fc.assert(
      fc.asyncProperty(value, fc.boolean(), async (data, cdata) => {
        const document = await written({ data }, { cdata })
        await expect(parseStringPromise(document)).resolves.toHaveProperty('response')
      }),
      { numRuns: 200 },
    )
  })
})

describe("the codec on xml2js's Parser", () => {
  const line = '<lines sku="a"><count>2</count></lines>'
  const order = { id: 1, tags: ['x'], lines: [{ $: { sku: 'a' }, count: 2 }] }
  test.each<[what: string, document: string, value: unknown, options?: Parameters<typeof xml2js>[0]]>([
    ['lists of one', `<order><id>1</id><tags>x</tags>${line}</order>`, order],
    [
      'lists of several',
      `<order><id>1</id><tags>x</tags><tags>y</tags>${line}</order>`,
      { ...order, tags: ['x', 'y'] },
    ],
    ['lists without an element', '<order><id>1</id></order>', { id: 1, tags: [], lines: [] }],
    [
      'booleans and empty elements',
      '<order><id>1</id><open>true</open><address/></order>',
      { id: 1, open: true, tags: [], lines: [], address: {} },
    ],
    [
      'every element as a list',
      `<order><id>1</id><tags>x</tags>${line}</order>`,
      order,
      { parser: { explicitArray: true } },
    ],
    [
      'a charkey of its own',
      '<order><id>1</id></order>',
      { id: 1, tags: [], lines: [] },
      { parser: { charkey: '#', async: true } },
    ],
  ])('reads %s by the schema', async (_what, document, value, options = {}) => {
    expect(await read(document, options)).toEqual({ status: 200, content: value })
  })

  test('reads text as it is without a schema for it', async () => {
    expect(await read('<a><b c="1">x</b><b/></a>', {}, z.any())).toEqual({
      status: 200,
      content: { b: [{ _: 'x', $: { c: '1' } }, ''] },
    })
  })

  test.each<[what: string, document: string, message: RegExp]>([
    [
      'a document type declaration',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      /expected no document type declaration/,
    ],
    [
      'ten nested elements',
      `${'<a>'.repeat(10)}${'</a>'.repeat(10)}`,
      /expected at most 9 nested elements|nested more than 8 deep/,
    ],
    [
      'many attributes',
      `<a ${Array.from({ length: 65 }, (_, at) => `b${at}="1"`).join(' ')}/>`,
      /expected at most 64 attributes/,
    ],
    ['a long name', `<${'a'.repeat(257)}/>`, /expected names of at most 256 characters/],
    ['the name __proto__', '<a><__proto__><b>1</b></__proto__></a>', /expected another name than __proto__/],
    ['the attribute __proto__', '<a __proto__="1"/>', /expected another name than __proto__/],
    [
      'a constructor with a prototype',
      '<a><constructor><prototype/></constructor></a>',
      /expected another name than constructor/,
    ],
    ['text that is malformed', '<a><b></a>', /line 1, column/],
    ['two roots', '<a/><b/>', /line 1, column/],
    ['an unknown entity', '<a>&nbsp;</a>', /line 1, column/],
    ['a reference to no character', '<a>&#0;</a>', /line 1, column/],
    ['an integer that a number would change', '<a><id>9007199254740993</id></a>', /9007199254740993/],
  ])('refuses %s with 400', async (_what, document, message) => {
    const { status, content } = await read(document, {}, z.looseObject({ id: z.number().optional() }))
    expect([status, content]).toEqual([400, expect.stringMatching(message)])
  })

  test('refuses octets of another charset with 415, and too many with 413', async () => {
    const api = endware({ codecs: [json(), xml2js()], limits: { bodyBytes: 100 } })
    const serving = await serve(api.endpoint({ body: z.any() }, () => 204))
    const post = async (type: string, body: string): Promise<number> =>
      (await fetch(serving.url, { method: 'POST', headers: { 'content-type': type }, body })).status
    expect(await post('application/xml; charset=koi8-r', '<a/>')).toBe(415)
    expect(await post('application/xml', `<a>${'x'.repeat(200)}</a>`)).toBe(413)
    await serving.close()
  })
})

describe('the options', () => {
  test('media types of a partner stand beside xml()', async () => {
    const partner = xml2js({ name: 'acme', mediaTypes: ['application/vnd.acme+xml'], builder: { headless: true } })
    const api = endware({ codecs: [json(), xml(), partner] })
    const { headers, content } = await api.render({ a: [1] }, { accept: 'application/vnd.acme+xml' })
    expect([headers['content-type'], content]).toEqual([
      'application/vnd.acme+xml; charset=utf-8',
      '<response>\n  <a>1</a>\n</response>',
    ])
    expect((await api.render({ a: [1] }, { accept: 'application/xml' })).content).toContain(
      '<response><a>1</a></response>',
    )
  })

  test('another option is refused when wired', () => {
    expect(() => xml2js({ indent: 2 } as never)).toThrow(/xml2js\(\) has no option 'indent'/)
  })
})
