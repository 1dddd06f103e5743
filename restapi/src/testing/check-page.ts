import { reasonPhrase } from '../http/status.js'
import { type PageElement, plainText, readPage } from './read-page.js'

/** What a page should be, and should show. */
export interface PageExpectation {
  readonly status: number
  /** The `Content-Security-Policy` that it came with. */
  readonly policy: string | null
  /** What has to be read in it: the texts, numbers and booleans of the same answer in JSON. */
  readonly shown: readonly string[]
}

/**
 * Everything in which a page is none that people can be given: it is a complete document with a title in a language, its tags fit
 * together, no script could run in it, and it shows what the same answer shows in JSON, or which failure it is.
 */
export function pageFaults(html: string, { status, policy, shown }: PageExpectation): readonly string[] {
  const { faults, elements, text } = readPage(html)
  const find = (name: string): PageElement | undefined => elements.find((element) => element.name === name)
  const content = plainText(text)
  const due = status < 400 ? shown : [`${status} ${reasonPhrase(status)}`]
  const rules: [isKept: boolean, fault: string][] = [
    [/(?:^|;)\s*default-src 'none'\s*(?:;|$)/i.test(policy ?? ''), "no Content-Security-Policy of default-src 'none'"],
    [
      !/(?:^|;)\s*script-src(?:-elem|-attr)?\s(?!\s*'none')/i.test(policy ?? ''),
      'a Content-Security-Policy that allows scripts',
    ],
    [/^\s*<!doctype html>/i.test(html), 'no <!doctype html> at its beginning'],
    [/<\/html>\s*$/i.test(html), 'no </html> at its end'],
    [/\blang\s*=\s*["']?[a-z]/i.test(find('html')?.attributes ?? ''), 'no lang of <html>'],
    [plainText(/<title>([^<]*)<\/title>/i.exec(html)?.[1] ?? '') !== '', 'no <title>'],
    [find('script') === undefined, 'a <script>'],
    [elements.every(({ attributes }) => !/\son\w+\s*=/i.test(unquoted(attributes))), 'a handler of events'],
    [
      // what browsers leave out of a URL may stand anywhere in its scheme (https://url.spec.whatwg.org/#url-parsing)
      elements.every(({ attributes }) => !/=["']?javascript:/i.test(plainText(attributes).replace(/[\s\p{Cc}]/gu, ''))),
      'a link that is a script',
    ],
  ]
  return [
    ...faults,
    ...rules.flatMap(([isKept, fault]) => (isKept ? [] : [`the page has ${fault}`])),
    ...due
      .filter((each) => !each.split(unwritable).every((part) => content.includes(plainText(part))))
      .map((each) => `the page does not show ${JSON.stringify(each)}`),
  ]
}

/** Characters that HTML cannot hold: a page may show others for them (HTML §13.2.3.5, preprocessing the input stream). */
const unwritable = /[\p{Cs}\p{NChar}]|(?![\t\n\r])\p{Cc}/u

/** Attributes without their values, in which anything may stand. */
function unquoted(attributes: string): string {
  return attributes.replace(/"[^"]*"|'[^']*'/g, '""')
}

/** Entries of a list, and characters of a text, that a page is expected to show: it may cut what is long. */
const most = { entries: 20, text: 200 }

/** The texts, numbers and booleans in a JSON value, as they are to be read on its page. */
export function scalarsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.slice(0, most.entries).flatMap(scalarsOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(scalarsOf)
  return value === null || value === '' ? [] : [String(value).slice(0, most.text)]
}
