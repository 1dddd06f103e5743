import { reasonPhrase } from '../http/status.js'
import { type PageElement, plainText, readPage } from './read-page.js'

/** The expected properties of a page. */
export interface PageExpectation {
  readonly status: number
  /** The `Content-Security-Policy` of the answer. */
  readonly policy: string | null
  /** Texts, numbers and booleans that the page must show: those of the same answer in JSON. */
  readonly shown: readonly string[]
}

/**
 * Checks a page, and returns all faults. It must be a complete document with a title and a language, have matching tags, allow no script, and
 * show the values of the same answer in JSON, or the status of the failure.
 */
export function pageFaults(html: string, { status, policy, shown }: PageExpectation): readonly string[] {
  const { faults, elements, text } = readPage(html)
  const find = (name: string): PageElement | undefined => elements.find((element) => element.name === name)
  const content = plainText(text)
  // A page may show 1890 cents as 18.90
  const inMinorUnits = content.replace(/(?<=\d)\.(?=\d)/g, '')
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
      // browsers ignore white space and controls within a scheme (https://url.spec.whatwg.org/#url-parsing)
      elements.every(({ attributes }) => !/=["']?javascript:/i.test(plainText(attributes).replace(/[\s\p{Cc}]/gu, ''))),
      'a link that is a script',
    ],
  ]
  return [
    ...faults,
    ...rules.flatMap(([isKept, fault]) => (isKept ? [] : [`the page has ${fault}`])),
    ...due
      .filter((each) => !each.split(unwritable).every((part) => content.includes(plainText(part))))
      .filter((each) => !(/^-?\d+$/.test(each) && inMinorUnits.includes(each.replace('-', ''))))
      .map((each) => `the page does not show ${JSON.stringify(each)}`),
  ]
}

/** Characters that HTML cannot contain, so that a page may replace them (HTML §13.2.3.5, preprocessing the input stream). */
const unwritable = /[\p{Cs}\p{NChar}]|(?![\t\n\r])\p{Cc}/u

/** Returns attributes with empty values. */
function unquoted(attributes: string): string {
  return attributes.replace(/"[^"]*"|'[^']*'/g, '""')
}

/** The maximum of list entries and of characters of a text that a page must show; it may cut longer ones. */
const most = { entries: 20, text: 200 }

/** Returns the texts, numbers and booleans in a JSON value, as its page must show them. */
export function scalarsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.slice(0, most.entries).flatMap(scalarsOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(scalarsOf)
  return value === null || value === '' ? [] : [String(value).slice(0, most.text)]
}
