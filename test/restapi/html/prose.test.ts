import { endware, html, json } from '@endware/restapi'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { faultsOf, type ParsedPage, parsePage } from '../../support/parsed-page.js'
import { type Serving, serve } from '../../support/serve.js'

const api = endware({ codecs: [json(), html()] })
let description = ''
let serving: Serving
beforeAll(async () => {
  serving = await serve((request, response) => api.endpoint({ description }, () => 'value')(request, response))
})
afterAll(() => serving.close())

async function pageWith(text: string): Promise<ParsedPage> {
  description = text
  const response = await fetch(serving.url, { headers: { accept: 'text/html' } })
  const page = parsePage(await response.text())
  expect(faultsOf(page)).toEqual([])
  return page
}

test.each<[string, string, readonly string[]]>([
  ['a name', 'The `Link` field', ['Link']],
  ['several', '`a`, `b`', ['a', 'b']],
  ['markup', '`<b>&amp;</b>` is bold', ['<b>&amp;</b>']],
  ['what has backticks in it', '``a`b``', ['a`b']],
  ['a backtick', '`` ` ``', ['`']],
  ['one blank off either end', '`  a `', [' a']],
  ['blanks alone', '`  `', ['  ']],
  ['a line end', '`a\nb`', ['a b']],
  ['the first that fits', '`a``b`c`', ['a``b']],
  ['nothing that does not end', 'a `b', []],
  ['nothing that ends otherwise', '``a`', []],
  ['nothing without an end, but what comes later', '``a `b`', ['b']],
])('code in a description: %s', async (_name, text, codes) => {
  const page = await pageWith(text)
  const shown = page.find('code').filter(({ parent }) => parent === 'p')
  expect(shown.map((code) => code.text)).toEqual(codes)
})

test('text that is no code stands as it was written', async () => {
  const [paragraph] = (await pageWith('a `b` <i>c</i> **d** ``e')).find('p', { class: 'description' })
  expect(paragraph?.text).toBe('a b <i>c</i> **d** ``e')
})

test('an empty line ends a paragraph', async () => {
  const paragraphs = (await pageWith('\none\ntwo\n \nthree `a` \r\n\r\nfour\n')).find('p', { class: 'description' })
  expect(paragraphs.map(({ text }) => text)).toEqual(['one\ntwo', 'three a', 'four'])
})
