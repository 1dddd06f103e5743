import type { XmlName } from '../../schema/layout.js'
import { escapeAttribute } from '../document/escape-text.js'

/** A prefix in force, and those outside of it; the default namespace has the empty prefix. */
interface Binding {
  readonly prefix: string
  readonly namespace: string
  readonly outer: Binding | undefined
}

/** The namespace declarations in force at one place of a document that is being written. */
export class PrefixScope {
  #innermost: Binding | undefined

  /** Writes an element; what is declared in it holds in it alone. */
  within(element: () => string): string {
    const outer = this.#innermost
    const written = element()
    this.#innermost = outer
    return written
  }

  /** The namespace declaration that the name needs, unless one is in force (Namespaces in XML 1.0 §6.1). */
  declare({ prefix, namespace }: XmlName): string {
    if (namespace === undefined || prefix === 'xml') return ''
    let binding = this.#innermost
    while (binding !== undefined && binding.prefix !== prefix) binding = binding.outer
    if (binding?.namespace === namespace) return ''
    this.#innermost = { prefix, namespace, outer: this.#innermost }
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`
  }

  /** The declarations for all of the names. */
  declareAll(names: Iterable<{ readonly name: XmlName }>): string {
    let declarations = ''
    for (const { name } of names) declarations += this.declare(name)
    return declarations
  }
}
