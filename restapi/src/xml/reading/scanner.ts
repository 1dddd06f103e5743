import type { XmlName } from '../../schema/layout.js'
import { LONGEST_NAME } from './parse-document.js'
import { withoutReferences } from './references.js'

/** Leaves the document to the reader that knows all of XML. @throws in the middle of a document what never leaves the compiled reader */
export function giveUp(): never {
  throw UNCOMMON
}

/** Made once, since an error would take the time to look at the stack. */
const UNCOMMON = Object.freeze({ message: 'not of the common kind' })

/** What an element is written as when there is nothing else in its tags. */
export interface Tag {
  /** `<name` */
  readonly start: string
  /** `<name>` */
  readonly open: string
  /** `</name>` */
  readonly end: string
}

/** The tags of a name; undefined for names that only the other reader knows. */
export function tagOf({ local, namespace }: XmlName): Tag | undefined {
  if (namespace !== undefined || local.length > LONGEST_NAME) return undefined
  return { start: `<${local}`, open: `<${local}>`, end: `</${local}>` }
}

/**
 * A place in a document, which moves over the mark-up and text that most documents are made of. It takes nothing that is not well-formed;
 * at anything else, well-formed or not, it gives up.
 *
 * The text has been decoded from UTF-8, so that surrogates come in pairs, and holds no carriage return.
 */
export class Scanner {
  readonly text: string
  readonly maxDepth: number
  /** Whether the prefix `xsi` is bound as usual, everywhere in the root element. */
  xsi = false
  at = 0

  constructor(text: string, maxDepth: number) {
    this.text = text
    this.maxDepth = maxDepth
  }

  /** Whether `mark` is next; moves behind it if so. */
  skips(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false
    this.at += mark.length
    return true
  }

  /** Whether the `>` of a start tag is next; moves behind it if so. */
  skipsClosing(): boolean {
    if (this.text.charCodeAt(this.at) !== GREATER) return false
    this.at++
    return true
  }

  /** Moves behind white space (XML 1.0 §2.3 S), and says whether there was any. */
  skipSpace(): boolean {
    const { at } = this
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
    return this.at > at
  }

  /** Whether a start tag of that name is next; moves behind the name if so. */
  skipsName(tag: Tag): boolean {
    if (!this.text.startsWith(tag.start, this.at)) return false
    const next = this.text.charCodeAt(this.at + tag.start.length)
    if (next !== GREATER && next !== SLASH && !isSpace(next)) return false
    this.at += tag.start.length
    return true
  }

  /** The name that is next, in ASCII and without prefix; moves behind it. */
  name(): string {
    const { text, at: start } = this
    let end = start
    if (!isNameStart(text.charCodeAt(end))) return giveUp()
    while (isNamePart(text.charCodeAt(end))) end++
    if (end - start > LONGEST_NAME) return giveUp()
    this.at = end
    return text.slice(start, end)
  }

  /** Whether a comment is next (XML 1.0 §2.5); moves behind it if so. */
  skipsComment(): boolean {
    const { text, at } = this
    if (!text.startsWith('<!--', at)) return false
    const stop = text.indexOf('-->', at + 4)
    const comment = stop < 0 ? giveUp() : text.slice(at + 4, stop)
    if (comment.includes('--') || comment.endsWith('-') || NO_CHAR.test(comment)) return giveUp()
    this.at = stop + 3
    return true
  }

  /** Whether there is an element next, after white space or none; moves behind the white space if so. */
  skipsToElement(): boolean {
    const { text } = this
    let start = this.at
    while (isSpace(text.charCodeAt(start))) start++
    if (text.charCodeAt(start) !== LESS || !isNameStart(text.charCodeAt(start + 1))) return false
    this.at = start
    return true
  }

  /** The character data up to the end tag; moves behind that. */
  leaf(end: string): string {
    const { text, at } = this
    let stop = at
    while (isPlain(text.charCodeAt(stop))) stop++
    if (!text.startsWith(end, stop)) return this.#referring(end)
    this.at = stop + end.length
    return text.slice(at, stop)
  }

  /** The value of an attribute, from its opening quote; moves behind the closing one. */
  attribute(): string {
    const { text, at } = this
    const quote = text.charAt(at)
    const stop = text.indexOf(quote, at + 1)
    if ((quote !== '"' && quote !== "'") || stop < 0) return giveUp()
    const value = text.slice(at + 1, stop)
    // XML 1.0 §3.3.3: white space other than spaces would be normalised
    if (/[<\t\n]/.test(value)) return giveUp()
    this.at = stop + 1
    return resolved(value)
  }

  /** As {@link leaf}, for any characters. */
  #referring(end: string): string {
    const { text, at } = this
    const stop = text.indexOf('<', at)
    if (stop < 0 || !text.startsWith(end, stop)) return giveUp()
    const content = text.slice(at, stop)
    // XML 1.0 §2.4
    if (content.includes(']]>')) return giveUp()
    this.at = stop + end.length
    return resolved(content)
  }
}

/** Whether the code is that of white space in the sense of XML 1.0 §2.3. A carriage return is none here, as documents are freed of it. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09
}

/** Whether the code is that of a character which means itself in character data, whatever surrounds it. */
function isPlain(code: number): boolean {
  if (code > 0x26) return code !== LESS && code !== CLOSING_BRACKET && code < 0xfffe
  return (code >= 0x20 && code !== 0x26) || code === 0x0a || code === 0x09
}

function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e
}

/** The text with its references replaced by what they stand for. */
function resolved(text: string): string {
  if (NO_CHAR.test(text)) return giveUp()
  return text.includes('&') ? (withoutReferences(text) ?? giveUp()) : text
}

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const CLOSING_BRACKET = 0x5d
// XML 1.0 §2.2 Char; surrogates are in pairs
const NO_CHAR = /[^\t\n -\uFFFD]/
