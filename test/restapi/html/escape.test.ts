import { endware, HttpError, html, json, ok, problem, status } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codePoint } from '../../support/code-point.js'
import { faultsOf, type ParsedPage, parsePage } from '../../support/parsed-page.js'

const hostile = [
  '<script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '" autofocus onfocus="alert(1)',
  '<!--',
  ']]>',
  '&lt;script&gt;',
  '&amp;amp;',
  '<details open ontoggle=alert(1)>',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://shop.example@evil.example/',
  'http:evil.example',
  '\u202Etxt.exe',
  '\u2028',
  '{{alert(1)}}',
  '__proto__',
]

const pages = endware({
  codecs: [json(), html({ service: 'A<b>&"\'', link: ({ name, value }) => (name === 'leads' ? value : undefined) })],
  formatParameter: 'for"mat',
  onFailure: () => undefined,
})

/** Outcomes that place a text at each part of an answer. */
const sinks: readonly (readonly [name: string, outcome: (text: string) => unknown])[] = [
  ['a text', (text) => text],
  ['a member', (text) => ({ a: text })],
  ['a name', (text) => ({ [text]: 1 })],
  ['an item', (text) => [text, 1]],
  ['a cell', (text) => [{ a: text, [`b${text}`]: [text] }]],
  ['a name within a cell', (text) => [{ a: { [text]: text } }]],
  ['a deep branch', (text) => ({ a: { b: { c: [{ [text]: { [text]: [[text]] } }] } } })],
  ['href', (text) => ({ href: text })],
  ['url in a cell', (text) => [{ url: text }, { self: text }, { location: text }]],
  ['a link of the application', (text) => ({ leads: text })],
  ['a message', (text) => new HttpError(400, text)],
  ['a help', (text) => new HttpError(400, 'x').withHelp(text)],
  ['a property', (text) => new HttpError(400, 'x').withProperty('x', { [text]: text })],
  ['a list of errors', (text) => problem({ status: 400, errors: [{ pointer: text, [text]: text }] })],
  ['a title', (text) => problem({ status: 400, title: text, detail: text, type: text, instance: text, [text]: text })],
  ['a header field', (text) => ok(1).withHeader('X-Trial', fieldText(text)).withHeader('Location', fieldText(text))],
  ['a link field', (text) => ok(1).withHeader('Link', fieldText(`<${text}>; rel="next"; title="${text}"`))],
  ['a status without a phrase', (text) => status(299, text)],
]

describe.each(sinks)('page with hostile text as %s', (_sink, outcome) => {
  test.each(hostile)('shows %j without running it', async (text) => {
    const { content } = await pages.render(outcome(text), { accept: 'text/html', url: `/${encodeURI(text)}` })
    expect(faultsOf(parsePage(String(content)))).toEqual([])
  })
})

test.each(hostile)('a page shows the hostile request line and id %j without running them', async (text) => {
  for (const url of [text, `/?${text}`, `//${text}`]) {
    for (const outcome of [1, new HttpError(404)]) {
      const request = { accept: 'text/html', url, method: text, requestId: text }
      const { content } = await pages.render(outcome, request)
      expect(faultsOf(parsePage(String(content)))).toEqual([])
      const read = await pages.render(outcome, { ...request, method: 'GET' })
      expect(faultsOf(parsePage(String(read.content)))).toEqual([])
    }
  }
})

describe('characters of a page', () => {
  test.each([
    ['a\0b', 'a␀b'],
    ['\u0001\u001B\u007F', '␁␛␡'],
    ['\u0085\uFFFE\uFDD0', '\uFFFD\uFFFD\uFFFD'],
    ['\uD800', '\uFFFD'],
    ['a\r\nb\rc\nd\te', 'a\nb␍c\nd\te'],
    ['𝒳 👩‍👩‍👧 é', '𝒳 👩‍👩‍👧 é'],
  ])('%j is shown as %j', async (text, shown) => {
    expect(shownIn(parsePage(await pageOf({ a: text })))).toEqual([shown])
  })
})

test('a page of any generated value is harmless, and shows its names and texts unchanged', async () => {
  const text = fc.oneof(
    fc.string({ unit: codePoint, maxLength: 40 }),
    fc.constantFrom(...hostile),
    fc.stringMatching(/^[<>&"'/=! -]{1,10}$/),
  )
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      text,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('any'), { maxLength: 5 }),
    object: fc.dictionary(text, tie('any'), { maxKeys: 5 }),
  })).object
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      const page = parsePage(await pageOf(given))
      expect(faultsOf(page)).toEqual([])
      expect(shownIn(page)).toEqual(expect.arrayContaining(textsIn(given).map(visible)))
    }),
    { numRuns: 300 },
  )
})

async function pageOf(value: unknown): Promise<string> {
  return String((await pages.render(ok(value), { accept: 'text/html' })).content)
}

/** Returns the texts that a page shows. */
function shownIn(page: ParsedPage): string[] {
  return page.find('span', { class: 'text' }).map(({ text }) => text)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Returns the text as a page shows it, by a second implementation of what HTML can hold. */
function visible(text: string): string {
  return Array.from(text.replaceAll('\r\n', '\n'), (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code === 9 || code === 10) return character
    if (code < 32) return String.fromCodePoint(0x2400 + code)
    if (code === 127) return '\u2421'
    const isNone = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe
    return (code > 127 && code < 160) || isNone || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : character
  }).join('')
}

/** Returns the characters of a text that a header field can have. */
function fieldText(text: string): string {
  return text.replace(/[^\t -~]/g, '?')
}
