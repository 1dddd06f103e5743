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
  ['code with backticks', '``a`b``', ['a`b']],
  ['a backtick', '`` ` ``', ['`']],
  ['code without one space at each end', '`  a `', [' a']],
  ['spaces only', '`  `', ['  ']],
  ['a line end', '`a\nb`', ['a b']],
  ['the first matching run', '`a``b`c`', ['a``b']],
  ['none for an open backtick', 'a `b', []],
  ['none for runs of different lengths', '``a`', []],
  ['a later span after an open run', '``a `b`', ['b']],
])('a description shows code spans: %s', async (_name, text, codes) => {
  const page = await pageWith(text)
  const shown = page.find('code').filter(({ parent }) => parent === 'p')
  expect(shown.map((code) => code.text)).toEqual(codes)
})

test('a description shows text outside code spans as it was written', async () => {
  const [paragraph] = (await pageWith('a `b` <i>c</i> **d** ``e')).find('p', { class: 'description' })
  expect(paragraph?.text).toBe('a b <i>c</i> **d** ``e')
})

test('an empty line ends a paragraph of a description', async () => {
  const paragraphs = (await pageWith('\none\ntwo\n \nthree `a` \r\n\r\nfour\n')).find('p', { class: 'description' })
  expect(paragraphs.map(({ text }) => text)).toEqual(['one\ntwo', 'three a', 'four'])
})
