import type { XmlName } from '../../schema/layout.js'
import { escapeAttribute } from '../document/escape-text.js'

/** A prefix in scope, linked to those of the outer elements. The default namespace has the empty prefix. */
interface Binding {
  readonly prefix: string
  readonly namespace: string
  readonly outer: Binding | undefined
}

/** Namespace declarations in scope at the current place of a document being written. */
export class PrefixScope {
  #innermost: Binding | undefined

  /** Writes an element, and ends the scope of its declarations. */
  within(element: () => string): string {
    const outer = this.#innermost
    const written = element()
    this.#innermost = outer
    return written
  }

  /** Returns the namespace declaration that the name needs; empty if it is in scope (Namespaces in XML 1.0 §6.1). */
  declare({ prefix, namespace }: XmlName): string {
    if (namespace === undefined || prefix === 'xml') return ''
    let binding = this.#innermost
    while (binding !== undefined && binding.prefix !== prefix) binding = binding.outer
    if (binding?.namespace === namespace) return ''
    this.#innermost = { prefix, namespace, outer: this.#innermost }
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`
  }

  /** Returns the declarations that the names need together. */
  declareAll(names: Iterable<{ readonly name: XmlName }>): string {
    let declarations = ''
    for (const { name } of names) declarations += this.declare(name)
    return declarations
  }
}
