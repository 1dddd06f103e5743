import type { SaxesAttributeNS, SaxesTagNS } from 'saxes'
import { keyOfName } from '../../schema/names.js'
import { JSON_NAMESPACE, XMLNS_NAMESPACE, XS_NAMESPACE, XSI_NAMESPACE } from '../../schema/namespaces.js'
import { isWhiteSpace } from '../document/white-space.js'
import type { XmlAttribute, XmlElement } from './element.js'
import { type DocumentLimits, LimitedParser } from './limited-parser.js'

/**
 * Parses a well-formed document without a document type declaration, and returns its root element. It loads nothing from outside `text`. The
 * text is decoded already, so the encoding in its XML declaration is ignored.
 *
 * @throws SyntaxError, with line and column, for any other document and for one that exceeds a limit
 */
export function parseDocument(text: string, limits: DocumentLimits): XmlElement {
  return new DocumentParser(limits).parse(text)
}

type OpenElement = XmlElement & { readonly children: XmlElement[]; text: string }

type ReadAttributes = {
  -readonly [Field in 'attributes' | 'nil' | 'type' | 'arrays' | 'alternative']: XmlElement[Field]
}

/** Attributes of an element without any. */
const BARE: ReadAttributes = { attributes: [], nil: false, type: undefined, arrays: [], alternative: undefined }

/** Namespaces whose attributes are not data. */
const NO_DATA: ReadonlySet<string> = new Set([XMLNS_NAMESPACE, XSI_NAMESPACE, JSON_NAMESPACE])

class DocumentParser {
  readonly #limited: LimitedParser
  readonly #saxes: LimitedParser['saxes']
  readonly #open: OpenElement[] = []
  #root: XmlElement | undefined

  constructor(limits: DocumentLimits) {
    this.#limited = new LimitedParser(limits)
    const { saxes } = this.#limited
    this.#saxes = saxes
    saxes.on('opentag', (tag) => this.#enter(tag))
    saxes.on('closetag', () => this.#leave())
    saxes.on('text', (text) => this.#text(text))
    saxes.on('cdata', (text) => this.#text(text))
  }

  parse(text: string): XmlElement {
    this.#saxes.write(text).close()
    return this.#root ?? this.#refuse('expected a root element')
  }

  #refuse(expected: string): never {
    return this.#limited.refuse(expected)
  }

  #enter(tag: SaxesTagNS): void {
    const parent = this.#open.at(-1)
    const { attributes, nil, type, arrays, alternative } =
      this.#limited.attributes === 0 ? BARE : this.#attributesOf(tag.attributes)
    const element: OpenElement = {
      prefix: tag.prefix,
      local: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      text: '',
      nil,
      type,
      arrays,
      alternative,
      outer: parent === undefined ? '' : parent.namespace,
      line: this.#saxes.line,
      column: this.#saxes.columnIndex + 1,
    }
    if (parent !== undefined) this.#adopt(parent, element)
    this.#root ??= element
    this.#open.push(element)
  }

  #text(text: string): void {
    const element = this.#open.at(-1)
    // saxes checks text outside the root
    if (element === undefined) return
    if (element.children.length === 0) element.text += text
    else if (!isWhiteSpace(text)) this.#refuseMixture(element)
  }

  #adopt(parent: OpenElement, child: XmlElement): void {
    if (parent.text !== '') {
      if (!isWhiteSpace(parent.text)) this.#refuseMixture(parent)
      parent.text = ''
    }
    parent.children.push(child)
  }

  #leave(): void {
    this.#limited.leave()
    const element = this.#open.pop()
    if (element === undefined) return
    // XML Schema 1.0 part 1 §3.3.4: a nil element must be empty
    if (element.nil && (element.text !== '' || element.children.length > 0))
      this.#refuse(`expected nothing in <${element.local}>, which is nil`)
  }

  #refuseMixture(element: XmlElement): never {
    return this.#refuse(`expected text or elements in <${element.local}>, not both`)
  }

  #attributesOf(all: Record<string, SaxesAttributeNS>): ReadAttributes {
    const attributes: XmlAttribute[] = []
    const read = { ...BARE, attributes }
    for (const { prefix, local, uri, value } of Object.values(all)) {
      if (uri === XSI_NAMESPACE && local === 'nil') read.nil = this.#flag(value)
      else if (uri === XSI_NAMESPACE && local === 'type') read.type = this.#type(value)
      else if (uri === JSON_NAMESPACE && local === 'arrays')
        read.arrays = value
          .split(/[ \t\r\n]+/)
          .filter(Boolean)
          .map(keyOfName)
      else if (uri === JSON_NAMESPACE && local === 'alternative') read.alternative = Number(value)
      else if (!NO_DATA.has(uri)) attributes.push({ prefix, local, namespace: uri, value })
    }
    return read
  }

  /** Reads a boolean. @see XML Schema 1.0 part 2 §3.2.2.1 */
  #flag(value: string): boolean {
    const word = value.trim()
    if (word !== 'true' && word !== '1' && word !== 'false' && word !== '0')
      this.#refuse('expected true or false in xsi:nil')
    return word === 'true' || word === '1'
  }

  #type(value: string): XmlElement['type'] {
    const [prefix, local] = split(value.trim())
    if (this.#saxes.resolve(prefix) === JSON_NAMESPACE)
      return local === 'array' || local === 'object' ? local : undefined
    // types of other namespaces name a class of the sender, not a type of the text
    if (this.#saxes.resolve(prefix) !== XS_NAMESPACE || local === 'anyType' || local === 'anySimpleType')
      return undefined
    if (local === 'boolean') return 'boolean'
    return NUMERIC.has(local) ? 'number' : 'string'
  }
}

/** Datatypes of XML Schema 1.0 part 2 whose values are numbers. */
const NUMERIC: ReadonlySet<string> = new Set([
  'decimal',
  'double',
  'float',
  'integer',
  'long',
  'int',
  'short',
  'byte',
  'nonNegativeInteger',
  'positiveInteger',
  'nonPositiveInteger',
  'negativeInteger',
  'unsignedLong',
  'unsignedInt',
  'unsignedShort',
  'unsignedByte',
])

function split(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':')
  return [name.slice(0, Math.max(colon, 0)), name.slice(colon + 1)]
}
