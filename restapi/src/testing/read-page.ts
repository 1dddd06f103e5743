/** The start tag of an element. */
export interface PageElement {
  readonly name: string
  /** The source text of the attributes. */
  readonly attributes: string
}

/** The content of a page, and the faults of its markup. */
export interface PageReading {
  readonly faults: readonly string[]
  readonly elements: readonly PageElement[]
  /** The text of the page and of its attributes. */
  readonly text: string
}

const token =
  /<!--[\s\S]*?-->|<![^>]*>|<(?<end>\/?)(?<name>[a-z][^\s/>]*)(?<attributes>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>|(?<text>[^<]+)/iy
/** Elements that never have content, and those with an optional end tag (HTML §13.1.2). */
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/
const endless = /^(?:body|caption|colgroup|dd|dt|head|html|li|optgroup|option|p|rp|rt|tbody|td|tfoot|th|thead|tr)$/

/** Reads HTML. Each tag must be written, except optional end tags. */
export function readPage(html: string): PageReading {
  const elements: PageElement[] = []
  const faults: string[] = []
  const open: string[] = []
  let text = ''
  token.lastIndex = 0
  while (token.lastIndex < html.length) {
    const at = token.lastIndex
    const { end, name: written = '', attributes = '', text: found } = token.exec(html)?.groups ?? {}
    if (token.lastIndex === 0) return { faults: [`the page has a broken tag at character ${at}`], elements, text }
    if (found !== undefined) text += found
    const name = written.toLowerCase()
    if (name === '') continue
    if (end === '/') faults.push(...closed(name, open))
    else {
      elements.push({ name, attributes })
      text += ` ${attributes} `
      if (!empty.test(name)) open.push(name)
      // the content of these elements is not markup
      if (/^(?:script|style)$/.test(name))
        token.lastIndex = Math.max(html.indexOf(`</${name}`, token.lastIndex), token.lastIndex)
    }
  }
  const left = open.filter((name) => !endless.test(name))
  return { faults: [...faults, ...left.map((name) => `the page has no end of <${name}>`)], elements, text }
}

/** Removes the element from the open ones, together with the elements within it, and returns a fault for each that needs an end tag. */
function closed(name: string, open: string[]): readonly string[] {
  const at = open.lastIndexOf(name)
  if (at === -1) return [`the page has a </${name}> without its beginning`]
  const inner = open.splice(at).slice(1)
  return inner.filter((each) => !endless.test(each)).map((each) => `the page has no end of <${each}>`)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Returns text with character references decoded, and each run of white space as one space. */
export function plainText(text: string): string {
  return text
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hexadecimal?: string, decimal?: string, name = '') => {
      if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16))
      return decimal === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(decimal))
    })
    .replace(/\s+/g, ' ')
    .trim()
}
