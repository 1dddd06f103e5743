import { endware, html, json, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { parsePage } from '../../support/parsed-page.js'

async function linksOn(outcome: unknown, options: Parameters<typeof html>[0] = {}): Promise<(string | undefined)[]> {
  const pages = endware({ codecs: [json(), html(options)] })
  const { content } = await pages.render(outcome, { accept: 'text/html', url: '/shelf?of=books' })
  return parsePage(String(content))
    .find('a')
    .map(({ attributes }) => attributes.get('href'))
    .filter((href) => href !== '#content')
}

describe('member of a page with a link', () => {
  test.each([
    ['a web URL under any name', { a: 'https://shop.example/a?b=c#d' }, 'https://shop.example/a?b=c#d'],
    ['a web URL in capitals', { a: 'HTTP://SHOP.EXAMPLE' }, 'HTTP://SHOP.EXAMPLE'],
    ['a path called href', { href: '/books/7' }, '/books/7'],
    ['a path called self, in a cell', [{ self: '/books/7?x=%20' }], '/books/7?x=%20'],
    ['a path called url, deeper', { _links: { next: { url: '/books' } } }, '/books'],
    ['a path called Location', { Location: '/' }, '/'],
  ])('is %s', async (_name, value, href) => {
    expect(await linksOn(value)).toEqual([href])
  })

  test('is a path whose schema has the format uri-reference', async () => {
    const shelf = z.object({ owner: z.string().meta({ format: 'uri-reference' }), name: z.string() })
    const pages = endware({ codecs: [json(), html()] })
    const written: unknown[] = []
    const response = {
      getHeader: () => undefined,
      writeHead: () => undefined,
      end: (text: unknown) => written.push(text),
    }
    const request = { method: 'GET', url: '/', headers: { accept: 'text/html' }, complete: true }
    const handler = pages.endpoint({ responses: { 200: shelf } }, () => ({ owner: '/people/1', name: '/x' }))
    await new Promise<void>((resolve) => {
      Object.assign(response, { end: (text: unknown) => resolve(void written.push(text)) })
      handler(request as never, response as never)
    })
    expect(parsePage(String(written[0])).find('a', { href: '/people/1' })).toHaveLength(1)
    expect(parsePage(String(written[0])).find('a', { href: '/x' })).toHaveLength(0)
  })

  test('is one for which the link option returns a target', async () => {
    const asked: unknown[] = []
    const link = (member: { readonly name: string; readonly value: string; readonly path: string }) => {
      asked.push(member)
      return member.name === 'id' ? `/books/${member.value}` : undefined
    }
    expect(await linksOn([{ id: 7, open: true, title: 'A' }], { link })).toEqual(['/books/7'])
    expect(asked).toEqual([
      { name: 'title', value: 'A', path: '/shelf' },
      { name: 'id', value: '7', path: '/shelf' },
    ])
  })
})

describe('member of a page without a link', () => {
  test.each([
    ['a path under another name', { a: '/books/7' }],
    ['a host without a scheme', { href: '//evil.example' }],
    ['a path that browsers read as a host', { href: '/\\evil.example' }],
    ['a path with blanks', { href: '/a b' }],
    ['a relative path', { href: 'books/7' }],
    ['a user name before the host', { href: 'https://shop.example@evil.example/' }],
    ['a script', { href: 'javascript:alert(1)' }],
    ['a file', { href: 'file:///etc/passwd' }],
    ['a host that goes on in the next line', { href: 'https://good.example\n.evil.example/login' }],
    ['a URL with prose behind it', { name: 'https://shop.example/a is a good lamp' }],
    ['a URL without a host', { href: 'https://' }],
    ['a text with a URL in it', { href: 'see https://shop.example' }],
    ['a URL too long to be shown whole', { href: `https://shop.example/${'a'.repeat(3000)}` }],
  ])('is %s', async (_name, value) => {
    expect(await linksOn(value)).toEqual([])
  })
})

describe('Link field on a page', () => {
  test.each([
    ['one link', '</a>; rel=next', ['/a', '/a']],
    ['several', '</a>; rel="next", </b>;rel="prev"', ['/b', '/a', '/a', '/b']],
    ['a relation among others, in capitals', '</a>; title="x"; REL="up NEXT"', ['/a', '/a']],
    ['a comma and a quote in a title', '</a>; title="a, \\"b\\" <c>"; rel="next"', ['/a', '/a']],
    ['a relative reference', '<?after=1>; rel=next', ['?after=1', '?after=1']],
    ['another relation', '</a>; rel="describedby"', ['/a']],
    ['a script', '<javascript:alert(1)>; rel=next', []],
    ['another host by stealth', '<//evil.example>; rel=next', []],
    ['garbage', 'garbage', []],
    ['garbage after a link', '</a>; rel=next, garbage', ['/a', '/a']],
  ])('gives its links: %s', async (_name, field, links) => {
    expect(await linksOn(ok(1).withHeader('Link', field))).toEqual(links)
  })
})
