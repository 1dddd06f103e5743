import { endware, html, json, notFound, ok, xml } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { proveDocument } from '@endware/restapi/testing'
import { describe, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import { z } from 'zod'
import { serve } from '../../support/serve.js'
import { type Spoilable, serveCorrupting } from './corrupting.js'

const Lamp = z
  .object({
    name: z.string(),
    note: z.string(),
    lit: z.boolean(),
    watts: z.number(),
    since: z.date(),
    tags: z.array(z.string()),
    price: z.object({ amount: z.int(), currency: z.string() }).meta({ html: { money: true } }),
  })
  .meta({ id: 'Lamp', xml: { name: 'lamp' } })

const lamp = {
  name: 'A "lamp" & <more>',
  note: 'two\n  lines, onclick=1, what no page can hold: \0 \x1b\x7f\ufffe \ud83d.',
  lit: true,
  watts: 1.5,
  since: new Date('2026-01-31T12:00:00Z'),
  tags: ['x', 'é 🔥'],
  price: { amount: 4711, currency: 'EUR' },
}

const api = endware({ codecs: [json(), xml(), html({ service: 'Lamps' })], formatParameter: 'as', onFailure: () => {} })
const routes = api.routes(Router())
const responses = { 200: Lamp, 500: false, 404: 'There is no such lamp' } as const
const examples = { params: { id: 'a' } }
routes.get('/lamps/:id', { operationId: 'readLamp', summary: 'A lamp', examples, responses }, ({ params }) =>
  params.id === 'a' ? ok(lamp) : notFound(),
)
const document = openapi(routes, { info: { title: 'Lamps', version: '1' }, pages: true })
const app = express().disable('x-powered-by').use(routes).use(api.fallback())

async function prove(spoil: (page: Spoilable) => void) {
  const serving = await serveCorrupting(app, (answer) => {
    if (answer.headers.get('content-type')?.startsWith('text/html')) spoil(answer)
  })
  try {
    return await proveDocument(document, { baseUrl: serving.url })
  } finally {
    await serving.close()
  }
}

test('pages of successes and failures are proven when they show the values of the JSON answer', async () => {
  const report = await prove(() => {})
  expect(report.toString()).not.toMatch(/wrong|not reached/)
  const pages = report.covered.filter(({ mediaType }) => mediaType === 'text/html')
  expect(pages.map(({ status }) => status)).toEqual([200, 400, 404, 405, 406, 412])
})

test.each(['x-aliases', 'text/html'])('an answer is a fault when the document lacks %s', async (lacking) => {
  const serving = await serve(app)
  const without = JSON.parse(JSON.stringify(document, (name, value) => (name === lacking ? undefined : value)))
  try {
    const { faults } = await proveDocument(without, { baseUrl: serving.url })
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['media-type']))
    expect([...new Set(faults.map(({ status }) => status))]).toEqual([200, 400, 404, 405, 406, 412])
  } finally {
    await serving.close()
  }
})

describe('faults of a page', () => {
  const replacing = (from: string | RegExp, to: string) => (page: Spoilable) => {
    page.content = page.content.replace(from, to)
  }
  const policy = (text: string) => (page: Spoilable) => page.headers.set('content-security-policy', text)

  test.each<[what: string, message: RegExp, spoil: (page: Spoilable) => void]>([
    ['no policy', /no Content-Security-Policy/, (page) => page.headers.delete('content-security-policy')],
    ['a policy other than none', /no Content-Security-Policy of/, policy("default-src 'self'")],
    ['a policy that allows scripts', /that allows scripts/, policy("default-src 'none'; script-src 'self'")],
    ['a policy in capitals that allows scripts', /that allows scripts/, policy("default-src 'none';SCRIPT-SRC *")],
    ['a script', /has a <script>/, replacing('</head>', '<script>if (1 < 2) alert(1)</script></head>')],
    ['an event handler', /a handler of events/, replacing('<body>', '<body onload="alert(1)">')],
    ['a javascript: link', /a link that is a script/, replacing('href="/"', 'href=" java&#115;cript:alert(1)"')],
    [
      'a javascript: link with white space and controls',
      /a link that is a script/,
      replacing('href="/"', 'href="&#1;java&#9;scr\nipt&#x0d;:alert(1)"'),
    ],
    ['no doctype', /no <!doctype html>/, replacing(/<!doctype html>/i, '')],
    ['a document that is cut off', /no <\/html>/, replacing(/<\/main>.*/s, '')],
    ['an element that is not closed', /no end of <main>/, replacing('</main>', '')],
    ['an end tag without a start tag', /<\/b> without/, replacing('</main>', '</b></main>')],
    ['markup in a text', /broken tag/, replacing('</main>', '1 < 2</main>')],
    ['no language', /no lang/, replacing(' lang="en"', '')],
    ['no title', /no <title>/, replacing(/<title>.*<\/title>/, '<title> </title>')],
    ['a missing text', /does not show "A \\"lamp\\" & <more>"/, replacing(/A &quot;lamp.*?&gt;/g, '')],
    ['a different number', /does not show "1.5"/, replacing(/1\.5/g, '1.6')],
    ['a different price', /does not show "4711"/, replacing(/47\.11/g, '47.12')],
    ['a missing time', /does not show "2026-01-31T12:00:00.000Z"/, replacing(/<time.*?<\/time>/gs, '')],
    ['a different part of a text', /does not show ".*can hold:/, replacing(/can hold/g, 'holds')],
    ['a different item', /does not show "é 🔥"/, replacing(/é/g, 'e')],
    ['a different status', /does not show "404 Not Found"/, replacing(/404 Not Found/g, 'Oh no')],
  ])('proveDocument reports a page with %s', async (_, message, spoil) => {
    const { faults } = await prove(spoil)
    expect(new Set(faults.map(({ kind, mediaType }) => `${kind} ${mediaType}`))).toEqual(new Set(['page text/html']))
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(message)
  })
})
