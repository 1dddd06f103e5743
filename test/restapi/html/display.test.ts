import { type Endware, endware, type HtmlOptions, html, json } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'
import { faultsOf, type ParsedPage, parsePage } from '../../support/parsed-page.js'

const pagesOf = (options: HtmlOptions = {}): Endware =>
  endware({ codecs: [json(), html(options)], onFailure: () => undefined })

async function pageOf(value: unknown, schema?: z.ZodType, options?: HtmlOptions, url = '/x'): Promise<ParsedPage> {
  const contract = schema === undefined ? {} : { contract: { responses: { 200: schema } } }
  const { content } = await pagesOf(options).render(value, { accept: 'text/html', url, ...contract })
  const page = parsePage(String(content))
  expect(faultsOf(page)).toEqual([])
  return page
}
const textsOf = (page: ParsedPage, tag: string): string[] => page.find(tag).map(({ text }) => text)

describe('the title of a member', () => {
  const Lamp = z.object({
    watts: z.int().meta({ title: 'Power <W>' }),
    maker: z.object({ town: z.string().meta({ title: 'Town' }), no: z.int(), a: z.int(), b: z.int() }),
    colour: z.string().nullable().meta({ title: 'Colour' }),
    shape: z.string().meta({ title: 'Shape' }).optional(),
  })
  const lamp = { watts: 7, maker: { town: 'Leuven', no: 1, a: 1, b: 2 }, colour: null, shape: 'round' }

  test('stands in the place of its name', async () => {
    const page = await pageOf(lamp, Lamp)
    expect(textsOf(page, 'dt')).toEqual(['Power <W>', 'maker', 'Town', 'no', 'a', 'b', 'Colour', 'Shape'])
  })

  test('heads a column, and labels its cells on narrow screens', async () => {
    const page = await pageOf([lamp, lamp], z.array(Lamp))
    expect(textsOf(page, 'th')).toEqual(['Power <W>', 'maker', 'Colour', 'Shape'])
    expect(page.find('td', { 'data-name': 'watts' })[0]?.attributes.get('data-title')).toBe('Power <W>')
    expect(page.find('td', { 'data-name': 'maker' })[0]?.attributes.get('data-title')).toBeUndefined()
  })

  test('is not that of a component, which names the type', async () => {
    const Watts = z.int().meta({ id: 'Watts', title: 'A power' })
    const page = await pageOf({ own: 1, other: 2 }, z.object({ own: Watts.meta({ title: 'Own' }), other: Watts }))
    expect(textsOf(page, 'dt')[1]).toBe('other')
  })
})

describe('money in minor units', () => {
  const Money = z.object({ amount: z.int(), currency: z.string() }).meta({ id: 'Money', html: { money: true } })
  test.each([
    [{ amount: 1890, currency: 'EUR' }, '18.90 EUR'],
    [{ amount: 5, currency: 'EUR' }, '0.05 EUR'],
    [{ amount: -5, currency: 'EUR' }, '-0.05 EUR'],
    [{ amount: 0, currency: 'USD' }, '0.00 USD'],
    [{ amount: 500, currency: 'JPY' }, '500 JPY'],
    [{ amount: 12345, currency: 'KWD' }, '12.345 KWD'],
    [{ amount: 99, currency: 'QQQ' }, '0.99 QQQ'],
    [{ amount: 9007199254740991, currency: 'EUR' }, '90071992547409.91 EUR'],
  ])('%j is shown as %s', async (price, text) => {
    const page = await pageOf([{ price }, { price }], z.array(z.object({ price: Money })))
    expect(page.find('td', { 'data-name': 'price' }).map((cell) => cell.text)).toEqual([text, text])
    expect(page.find('td', { class: 'number' })).toHaveLength(2)
  })

  test.each([
    [{ amount: 1890, currency: 'euro' }],
    [{ amount: 18.9, currency: 'EUR' }],
    [{ amount: 1e21, currency: 'EUR' }],
  ])('%j is no money, and is shown as it is', async (price) => {
    const loose = z.object({ amount: z.number(), currency: z.string() }).meta({ html: { money: true } })
    const page = await pageOf({ price }, z.object({ price: loose }))
    expect(textsOf(page, 'dd')[0]?.trim()).toBe(`amount ${price.amount} currency ${price.currency}`)
  })

  test('may have other names, a currency of its own, and be null', async () => {
    const schema = z.object({
      total: z
        .object({ cents: z.int(), iso: z.string() })
        .meta({ html: { money: { amount: 'cents', currency: 'iso' } } }),
      fee: z
        .int()
        .nullable()
        .meta({ html: { money: 'EUR' } }),
      rest: z
        .int()
        .meta({ html: { money: 'EUR' } })
        .nullable(),
      tip: Money.nullable(),
    })
    const shown = await pageOf({ total: { cents: 100, iso: 'EUR' }, fee: 1, rest: 250, tip: null }, schema)
    expect(textsOf(shown, 'dd')).toEqual(['1.00 EUR', '0.01 EUR', '2.50 EUR', 'null'])
  })

  test.each([
    [{ money: 'euro' }, /html of the property "a" of the schema must have as money true, a currency such as 'EUR'/],
    [{ money: { amount: 'a' } }, /or the names \{ amount, currency \}/],
    [{ monny: true }, /html of the property "a" of the schema has no member 'monny'; its members are money, filter/],
    [{ filter: true }, /must have false as filter/],
    ['money', /must be an object/],
  ])('html of a schema that is %j is a TypeError when the route is wired', (given, message) => {
    const routes = pagesOf().routes(Router())
    const schema = z.object({ a: z.int().meta({ html: given }) })
    expect(() => routes.get('/', { responses: { 200: schema } }, () => ({ a: 1 }))).toThrow(message)
  })

  test('html of a schema is no part of the OpenAPI document', () => {
    const routes = pagesOf().routes(Router())
    routes.get('/', { responses: { 200: Money } }, () => ({ amount: 1, currency: 'EUR' }))
    expect(JSON.stringify(openapi(routes, { info: { title: 'x', version: '1' } }))).not.toContain('html')
  })
})

describe('the link of an object', () => {
  const link: HtmlOptions['link'] = ({ name, value }) => (name === 'id' ? `/lamps/${value}` : undefined)
  const linksOf = (page: ParsedPage): (readonly [string, string | undefined])[] =>
    page.find('a', { rel: 'noreferrer' }).map(({ text, attributes }) => [text, attributes.get('href')])

  test.each([
    ['its name', [{ id: 'u-1', name: 'Lantern', n: 1 }], [['Lantern', '/lamps/u-1']]],
    ['its title before its name', [{ name: 'b', id: 'u-1', title: 'a' }], [['a', '/lamps/u-1']]],
    ['its name deeper', { lamp: { id: 'u-1', name: 'Lantern' } }, [['Lantern', '/lamps/u-1']]],
    ['its id, if it has no name', [{ id: 'u-1', n: 1 }], [['u-1', '/lamps/u-1']]],
    ['its id, if its name is blank', [{ id: 'u-1', name: ' ' }], [['u-1', '/lamps/u-1']]],
    [
      'both, if the name is a link itself',
      [{ id: 'u-1', name: 'https://a.example' }],
      [
        ['u-1', '/lamps/u-1'],
        ['https://a.example', 'https://a.example'],
      ],
    ],
  ])('is %s', async (_name, value, links) => {
    expect(linksOf(await pageOf(value, undefined, { link }))).toEqual(links)
  })
})

describe('the navigation', () => {
  const navigation = [
    { title: 'Lamps <&>', path: '/lamps' },
    { title: 'Help', path: 'https://help.example' },
  ]

  test('is in the head of each page, failures included, and marks the page that is open', async () => {
    const page = await pageOf([], undefined, { service: 'Shop', navigation }, '/lamps?limit=1')
    const nav = page.find('a').filter(({ attributes }) => attributes.get('class') !== 'skip')
    expect(nav.map(({ text, attributes }) => [text, attributes.get('href'), attributes.get('aria-current')])).toEqual([
      ['Shop', '/', undefined],
      ['Lamps <&>', '/lamps', 'page'],
      ['Help', 'https://help.example', undefined],
    ])
    const failure = await pageOf(new Error('x'), undefined, { navigation })
    expect(failure.find('nav', { 'aria-label': 'Service' })).toHaveLength(1)
  })

  test.each([
    ['/lamps', /navigation must be an array of \{ title, path \}; got '\/lamps'/],
    [['/lamps'], /a link of the navigation must be \{ title, path \}; got '\/lamps'/],
    [[{ title: 'a', href: '/' }], /has no member 'href'/],
    [[{ path: '/' }], /the title of a link must be text; got undefined/],
    [[{ title: 'a', path: 'javascript:alert(1)' }], /must be a path or an http URL; got 'javascript:alert\(1\)'/],
    [[{ title: 'a', path: '//evil.example' }], /must be a path or an http URL/],
  ])('that is %j is a TypeError', (given, message) => {
    expect(() => html({ navigation: given } as never)).toThrow(message)
  })
})

describe('an OpenAPI document', () => {
  const info = { title: 'Lamps <1>', version: '1' }

  test('is shown as its text under its title', async () => {
    const document = { openapi: '3.1.1', info, paths: { '/a': { get: {} } } }
    const page = await pageOf(document)
    expect(textsOf(page, 'h1')).toEqual(['Lamps <1>'])
    expect(JSON.parse(textsOf(page, 'pre')[0] ?? '')).toEqual(document)
    expect(page.find('dl', { class: 'members' })).toHaveLength(0)
  })

  test('that is large is cut, and the page says so', async () => {
    const page = await pageOf({ openapi: '3.1.1', info, paths: { a: '\u{1F4A1}'.repeat(200_000) } })
    expect(page.find('p', { class: 'cut' })[0]?.text).toMatch(/^… and 200,\d{3} more characters/)
  })

  test.each([[{ openapi: '2.0', info, paths: {} }], [{ openapi: '3.1.1' }], [[{ openapi: '3.1.1', info, paths: {} }]]])(
    'is not %j',
    async (value) => {
      expect((await pageOf(value)).find('pre')).toHaveLength(0)
    },
  )
})
