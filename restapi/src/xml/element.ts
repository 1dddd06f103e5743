/** An attribute that is data: neither a namespace declaration nor of `xsi` or `json`. */
export interface XmlAttribute {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly value: string
}

/** An element as parsed: text or structure, never both. */
export interface XmlElement {
  readonly prefix: string
  readonly local: string
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** All its character data, CDATA sections included; only white space when there are children or attributes. */
  readonly text: string
  /** `xsi:nil` */
  readonly nil: boolean
  /** What `xsi:type` says of the text, where it names a datatype of XML Schema. */
  readonly type: 'string' | 'number' | 'boolean' | undefined
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

/** The error for an element that is well-formed, but not what is expected. */
export function expected(what: string, { line, column }: XmlElement): SyntaxError {
  return new SyntaxError(`expected ${what} (line ${line}, column ${column})`)
}
