import type { XmlName } from '../../schema/layout.js'
import { LONGEST_NAME } from './limited-parser.js'
import { withoutReferences } from './references.js'

/** Leaves the document to `readDocument`, which reads all of XML. @throws a signal that the compiled reader catches */
export function giveUp(): never {
  throw UNCOMMON
}

/** Signal of `giveUp`. A constant, since an error would capture the stack each time. */
const UNCOMMON = Object.freeze({ message: 'not of the common kind' })

/** Tags of an element without attributes. */
export interface Tag {
  /** `<name` */
  readonly start: string
  /** `<name>` */
  readonly open: string
  /** `</name>` */
  readonly end: string
}

/** Returns the tags of a name; undefined for names that only `readDocument` can read. */
export function tagOf({ local, namespace }: XmlName): Tag | undefined {
  if (namespace !== undefined || local.length > LONGEST_NAME) return undefined
  return { start: `<${local}`, open: `<${local}>`, end: `</${local}>` }
}

/**
 * Position in a document that moves over common mark-up and text. It accepts well-formed input only, and gives up at anything uncommon.
 *
 * The text must be decoded from UTF-8, so that surrogates are in pairs, and must have no carriage return.
 */
export class Scanner {
  readonly text: string
  readonly maxDepth: number
  /** The root binds the prefix `xsi` to the namespace of XML Schema instances. */
  xsi = false
  at = 0

  constructor(text: string, maxDepth: number) {
    this.text = text
    this.maxDepth = maxDepth
  }

  /** Moves behind `mark`. Returns `false`, without moving, if it does not come next. */
  skips(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false
    this.at += mark.length
    return true
  }

  /** Moves behind the `>` of a start tag. Returns `false`, without moving, if it does not come next. */
  skipsClosing(): boolean {
    if (this.text.charCodeAt(this.at) !== GREATER) return false
    this.at++
    return true
  }

  /** Moves behind white space (XML 1.0 §2.3 S), and reports whether there was any. */
  skipSpace(): boolean {
    const { at } = this
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
    return this.at > at
  }

  /** Moves behind the name of a start tag. Returns `false`, without moving, if the tag does not come next. */
  skipsName(tag: Tag): boolean {
    if (!this.text.startsWith(tag.start, this.at)) return false
    const next = this.text.charCodeAt(this.at + tag.start.length)
    if (next !== GREATER && next !== SLASH && !isSpace(next)) return false
    this.at += tag.start.length
    return true
  }

  /** Reads a name, in ASCII and without prefix, and moves behind it. */
  name(): string {
    const { text, at: start } = this
    let end = start
    if (!isNameStart(text.charCodeAt(end))) return giveUp()
    while (isNamePart(text.charCodeAt(end))) end++
    if (end - start > LONGEST_NAME) return giveUp()
    this.at = end
    return text.slice(start, end)
  }

  /** Moves behind a comment (XML 1.0 §2.5). Returns `false`, without moving, if none comes next. */
  skipsComment(): boolean {
    const { text, at } = this
    if (!text.startsWith('<!--', at)) return false
    const stop = text.indexOf('-->', at + 4)
    const comment = stop < 0 ? giveUp() : text.slice(at + 4, stop)
    if (comment.includes('--') || comment.endsWith('-') || NO_CHAR.test(comment)) return giveUp()
    this.at = stop + 3
    return true
  }

  /** Moves behind white space if an element follows. Returns `false`, without moving, if none does. */
  skipsToElement(): boolean {
    const { text } = this
    let start = this.at
    while (isSpace(text.charCodeAt(start))) start++
    if (text.charCodeAt(start) !== LESS || !isNameStart(text.charCodeAt(start + 1))) return false
    this.at = start
    return true
  }

  /** Reads the character data up to the end tag `end`, and moves behind the tag. */
  leaf(end: string): string {
    const { text, at } = this
    let stop = at
    while (isPlain(text.charCodeAt(stop))) stop++
    if (!text.startsWith(end, stop)) return this.#referring(end)
    this.at = stop + end.length
    return text.slice(at, stop)
  }

  /** Reads the value of an attribute from its opening quote, and moves behind the closing one. */
  attribute(): string {
    const { text, at } = this
    const quote = text.charAt(at)
    const stop = text.indexOf(quote, at + 1)
    if ((quote !== '"' && quote !== "'") || stop < 0) return giveUp()
    const value = text.slice(at + 1, stop)
    // XML 1.0 §3.3.3: tabs and line ends are normalised, which `readDocument` does
    if (/[<\t\n]/.test(value)) return giveUp()
    this.at = stop + 1
    return resolved(value)
  }

  /** Reads character data as {@link leaf} does, references included. */
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

/** Reports whether the code is white space (XML 1.0 §2.3). The text has no carriage returns. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09
}

/** Reports whether the code is a plain character, which has no special meaning in character data. */
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

/** Replaces references in a text. */
function resolved(text: string): string {
  if (NO_CHAR.test(text)) return giveUp()
  return text.includes('&') ? (withoutReferences(text) ?? giveUp()) : text
}

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const CLOSING_BRACKET = 0x5d
// characters outside XML 1.0 §2.2 Char; surrogates are in pairs
const NO_CHAR = /[^\t\n -\uFFFD]/
