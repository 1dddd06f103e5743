import { type Markup, markup } from './markup.js'

/**
 * Returns the description of a contract as paragraphs. OpenAPI descriptions are CommonMark: code spans are shown as code, all other text as it
 * was written.
 */
export function prose(text: string): Markup {
  const paragraphs = text.trim().split(/\n[ \t\r]*\n/)
  return markup`${paragraphs.map((paragraph) => markup`<p class="description">${withCode(paragraph.trim())}</p>\n`)}`
}

/** Marks code spans: each ends at the next run of backticks of the same length. @see https://spec.commonmark.org/0.31.2/#code-spans */
function withCode(text: string): Markup {
  const parts = text.split(/(`+)/) // text and runs of backticks in turn
  const shown: Markup[] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? ''
    const end = part.startsWith('`') ? parts.indexOf(part, at + 1) : -1
    if (end === -1) shown.push(markup`${part}`)
    else {
      shown.push(markup`<code>${codeIn(parts.slice(at + 1, end).join(''))}</code>`)
      at = end
    }
  }
  return markup`${shown}`
}

/** Returns the code of a span. Line ends become spaces; one space at both ends is removed. */
function codeIn(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(/^ (.*[^ ].*) $/, '$1')
}
