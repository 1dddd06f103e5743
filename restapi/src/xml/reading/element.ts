import type { XmlName } from '../../schema/layout.js'

import { XML_NAMESPACE } from '../../schema/namespaces.js'

/** An attribute that is data: neither a namespace declaration nor of `xsi` or `json`. */
export interface XmlAttribute {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly value: string
}

/** An element as parsed: with text or with elements, never both. */
export interface XmlElement {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** All its character data, CDATA sections included; only white space when there are children. */
  readonly text: string
  /** `xsi:nil` */
  readonly nil: boolean
  /** What `xsi:type` says of the text, where it names a datatype of XML Schema, or of the whole, where it names one of ours. */
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object' | undefined
  /** The keys in `json:arrays`. */
  readonly arrays: readonly string[]
  /** `json:alternative` */
  readonly alternative: number | undefined
  /** The namespace of its parent, which names without a namespace of their own may share. */
  readonly outer: string
  /** Where its start tag ends, for messages. */
  readonly line: number
  readonly column: number
}

/** Reports whether an element holds text and nothing else. */
export function isLeaf({ children, arrays, attributes }: XmlElement): boolean {
  return (
    children.length === 0 && arrays.length === 0 && !attributes.some(({ namespace }) => namespace !== XML_NAMESPACE)
  )
}

/** The error for an element that is well-formed, but not what is expected. */
export function expected(what: string, { line, column }: XmlElement): SyntaxError {
  return new SyntaxError(`expected ${what} (line ${line}, column ${column})`)
}

/** Whether an element bears the name: in its namespace under any prefix, or without one in that of what surrounds it. */
export function isNamed(element: XmlElement, { local, namespace }: XmlName): boolean {
  if (element.local !== local) return false
  return namespace === undefined
    ? element.prefix === '' || element.namespace === element.outer
    : element.namespace === namespace
}

/** Whether the attribute is the document's own and not one of XML itself, such as `xml:space`. */
export function isData(attribute: XmlAttribute): boolean {
  return attribute.namespace !== XML_NAMESPACE
}
