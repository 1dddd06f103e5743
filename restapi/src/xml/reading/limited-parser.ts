import { SaxesParser } from 'saxes'

/** The greatest number of attributes of an element, namespace declarations included. */
export const MOST_ATTRIBUTES = 64
/** Most attributes of an element besides the two namespace declarations that the root may have. */
export const MOST_DATA_ATTRIBUTES = MOST_ATTRIBUTES - 2

/** UTF-16 units of the longest name. */
export const LONGEST_NAME = 256

/** Most levels that any setting allows: saxes searches all open elements for each namespace, so deep documents take quadratic time. */
export const DEEPEST = 500

/** Limits of a document. */
export interface DocumentLimits {
  /** Most levels of nested elements. */
  readonly depth: number
  /** Most attributes of one element, namespace declarations included. */
  readonly attributes: number
  /** UTF-16 units of the longest name, its prefix included. */
  readonly nameLength: number
}

/**
 * A parser of well-formed documents without a document type declaration. It loads nothing from outside of the text, and refuses a document
 * at the first tag that exceeds a limit. Its owner listens to all events but `error`, `doctype`, `opentagstart` and `attribute`, and calls
 * {@link leave} for each `closetag`.
 */
export class LimitedParser {
  // XML 1.0 §2.8: a 1.0 processor reads any declared version 1.x as 1.0
  readonly saxes = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true })
  readonly #limits: DocumentLimits
  #depth = 0
  #attributes = 0

  constructor(limits: DocumentLimits) {
    this.#limits = limits
    const { saxes } = this
    saxes.on('error', (error) => this.refuse(error.message.replace(/^.*?\d+:\d+: /, '').replace(/\.$/, '')))
    saxes.on('doctype', () => this.refuse('expected no document type declaration'))
    saxes.on('opentagstart', ({ name }) => this.#start(name))
    saxes.on('attribute', ({ name }) => this.#countAttribute(name))
  }

  /** The number of attributes of the current tag. */
  get attributes(): number {
    return this.#attributes
  }

  /** Counts the end of an element. */
  leave(): void {
    this.#depth--
  }

  /** @throws SyntaxError with line and column */
  refuse(expected: string): never {
    const { line, columnIndex } = this.saxes
    throw new SyntaxError(`${expected} (line ${line}, column ${columnIndex + 1})`)
  }

  #start(name: string): void {
    if (this.#depth >= this.#limits.depth) this.refuse(`expected at most ${this.#limits.depth} nested elements`)
    this.#depth++
    this.#checkName(name)
    this.#attributes = 0
  }

  #countAttribute(name: string): void {
    this.#attributes++
    if (this.#attributes > this.#limits.attributes)
      this.refuse(`expected at most ${this.#limits.attributes} attributes`)
    this.#checkName(name)
  }

  #checkName(name: string): void {
    const { nameLength } = this.#limits
    if (name.length > nameLength) this.refuse(`expected names of at most ${nameLength} characters`)
  }
}
