/** What may stand between the constant parts of {@link markup}: everything that is not markup already gets escaped. */
export type Insert = string | number | Markup | readonly Markup[] | undefined

/** HTML that is safe to put into a page, since only {@link markup} can make it. */
export class Markup {
  readonly #html: string

  private constructor(html: string) {
    this.#html = html
  }

  /** HTML from constant parts and escaped inserts. */
  static of(constants: readonly string[], inserts: readonly Insert[]): Markup {
    return new Markup(constants.map((constant, at) => constant + html(inserts[at])).join(''))
  }

  toString(): string {
    return this.#html
  }
}

/** Tag of template literals that are HTML: what the program says stands as it is, whatever is put in is escaped. */
export function markup(constants: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return Markup.of(constants, inserts)
}

function html(insert: Insert): string {
  if (insert === undefined) return ''
  if (insert instanceof Markup) return insert.toString()
  return typeof insert === 'object' ? insert.map(String).join('') : escaped(String(insert))
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r\n': '\n',
  '\u007F': '\u2421',
}

/**
 * Text as it stands in an element or in a quoted attribute. Characters that HTML cannot hold are shown by their pictures (a
 * NUL as `␀`), those without one as U+FFFD.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
 */
function escaped(text: string): string {
  return text.replace(/\r\n|[&<>"'\p{Cs}\p{NChar}]|(?![\t\n])\p{Cc}/gu, (found) => named[found] ?? pictureOf(found))
}

function pictureOf(character: string): string {
  return character < ' ' ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : '\uFFFD'
}
