/** A value between the constant parts of {@link markup}. Strings and numbers are escaped, `Markup` is inserted as it is. */
export type Insert = string | number | Markup | readonly Markup[] | undefined

/** HTML that is safe to insert into a page. Only {@link markup} makes it. */
export class Markup {
  readonly #html: string

  private constructor(html: string) {
    this.#html = html
  }

  /** Makes HTML from constant parts and escaped inserts. */
  static of(constants: readonly string[], inserts: readonly Insert[]): Markup {
    return new Markup(constants.map((constant, at) => constant + html(inserts[at])).join(''))
  }

  toString(): string {
    return this.#html
  }
}

/** Makes HTML from a template literal. The constant parts are kept, the inserted values are escaped. */
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
 * Escapes text for an element or a quoted attribute. A control character becomes its picture (`␀` for NUL); any other character that HTML
 * cannot hold becomes U+FFFD.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream
 */
function escaped(text: string): string {
  return text.replace(/\r\n|[&<>"'\p{Cs}\p{NChar}]|(?![\t\n])\p{Cc}/gu, (found) => named[found] ?? pictureOf(found))
}

function pictureOf(character: string): string {
  return character < ' ' ? String.fromCharCode(0x2400 + character.charCodeAt(0)) : '\uFFFD'
}
