import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** An element of a page. */
export interface PageElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** The text of the element and of all elements within it. */
  readonly text: string
  /** The name of the element around it. */
  readonly parent: string | undefined
}

/** A page, read by an independent HTML parser. */
export interface ParsedPage {
  readonly elements: readonly PageElement[]
  /** The codes of parse errors, as the HTML standard names them. */
  readonly errors: readonly string[]
  /** The text of the body. */
  readonly text: string
  /** Returns the elements with this name and these attributes. */
  find(name: string, attributes?: Readonly<Record<string, string>>): readonly PageElement[]
}

export function parsePage(html: string): ParsedPage {
  const errors: string[] = []
  const document = parse(html, { onParseError: ({ code }) => errors.push(code) })
  const elements = elementsIn(document.childNodes, undefined)
  const body = elements.find(({ name }) => name === 'body')
  return {
    elements,
    errors,
    text: body?.text ?? '',
    find: (wanted, attributes = {}) =>
      elements.filter(
        ({ name, attributes: own }) =>
          name === wanted && Object.entries(attributes).every(([key, value]) => own.get(key) === value),
      ),
  }
}

function elementsIn(nodes: readonly Tree.ChildNode[], parent: string | undefined): PageElement[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return []
    const { tagName: name, attrs, childNodes } = node
    const attributes = new Map(attrs.map(({ name: key, value }) => [key, value]))
    const element: PageElement = {
      name,
      attributes,
      parent,
      get text() {
        return textOf(childNodes)
      },
    }
    return [element, ...elementsIn(childNodes, name)]
  })
}

function textOf(nodes: readonly Tree.ChildNode[]): string {
  return nodes.map((node) => ('value' in node ? node.value : 'tagName' in node ? textOf(node.childNodes) : '')).join('')
}

/** Returns the forbidden parts of a page: scripts, event handlers, own styles, content of other hosts and harmful links. */
export function faultsOf({ elements, errors }: ParsedPage): string[] {
  const forbidden = /^(?:script|iframe|frame|object|embed|base|link|img|svg|math|template|style)$/
  const found = elements.flatMap(({ name, attributes, parent }) => [
    ...(forbidden.test(name) && !(name === 'style' && parent === 'head') ? [`<${name}>`] : []),
    ...(name === 'form' && attributes.get('method') !== 'get' ? ['<form> that does not only read'] : []),
    ...(name === 'meta' && attributes.has('http-equiv') ? ['<meta http-equiv>'] : []),
    ...[...attributes].flatMap(([key, value]) => {
      if (/^(?:on.*|style|src.*|srcdoc|action|formaction|ping|target|xlink:href)$/.test(key)) return [`${name} ${key}`]
      return key === 'href' && !isHarmless(value) ? [`${name} href=${value}`] : []
    }),
  ])
  return [...errors, ...found]
}

/** Reports whether a reference is a web URL or path that leads to another server only if it names the server. */
function isHarmless(reference: string): boolean {
  const { protocol, hostname, username } = new URL(reference, 'https://page.example/a/b')
  if (!/^https?:$/.test(protocol) || username !== '') return false
  return hostname === 'page.example' || /^https?:\/\/\w/i.test(reference)
}
