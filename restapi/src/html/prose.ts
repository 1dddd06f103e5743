import { type Markup, markup } from './markup.js'

/**
 * A description of a contract as paragraphs. It is CommonMark, as OpenAPI has it, of which its code spans are shown as code; the rest
 * stands as it was written.
 */
export function prose(text: string): Markup {
  const paragraphs = text.trim().split(/\n[ \t\r]*\n/)
  return markup`${paragraphs.map((paragraph) => markup`<p class="description">${withCode(paragraph.trim())}</p>\n`)}`
}

/** A run of backticks ends where the next one of the same length begins. @see https://spec.commonmark.org/0.31.2/#code-spans */
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

/** Line ends are blanks, and of those at both ends one is for the backticks alone. */
function codeIn(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(/^ (.*[^ ].*) $/, '$1')
}
