import type { XmlName } from '../../schema/layout.js'

import { XML_NAMESPACE } from '../../schema/namespaces.js'

/** An attribute that is neither a namespace declaration nor in the namespaces `xsi` and `json`. */
export interface XmlAttribute {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly value: string
}

/** A parsed element. It has text or child elements, never both. */
export interface XmlElement {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** All character data, CDATA sections included; only white space if there are children. */
  readonly text: string
  /** Value of `xsi:nil`. */
  readonly nil: boolean
  /** Meaning of `xsi:type`: a datatype of XML Schema for the text, or `json:array` and `json:object` for the element. */
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object' | undefined
  /** The keys in `json:arrays`. */
  readonly arrays: readonly string[]
  /** Value of `json:alternative`. */
  readonly alternative: number | undefined
  /** Namespace of the parent. Names without a namespace in the schema may be in it. */
  readonly outer: string
  /** Position of the end of the start tag, for messages; 1-based, as is `column`. */
  readonly line: number
  readonly column: number
}

/** Reports whether an element has no child elements and no attributes of its own. */
export function isLeaf({ children, arrays, attributes }: XmlElement): boolean {
  return (
    children.length === 0 && arrays.length === 0 && !attributes.some(({ namespace }) => namespace !== XML_NAMESPACE)
  )
}

/** Makes the error for a well-formed element that differs from what the shape needs. */
export function expected(what: string, { line, column }: XmlElement): SyntaxError {
  return new SyntaxError(`expected ${what} (line ${line}, column ${column})`)
}

/** Reports whether an element has the name: in its namespace under any prefix; a name without namespace matches in that of the parent. */
export function isNamed(element: XmlElement, { local, namespace }: XmlName): boolean {
  if (element.local !== local) return false
  return namespace === undefined
    ? element.prefix === '' || element.namespace === element.outer
    : element.namespace === namespace
}

/** Reports whether the attribute is data, not one of XML itself such as `xml:space`. */
export function isData(attribute: XmlAttribute): boolean {
  return attribute.namespace !== XML_NAMESPACE
}
